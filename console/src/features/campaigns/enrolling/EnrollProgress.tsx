import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Enrolled, TemplateView } from '@/client';
import { BulkProgress } from '@/features/workflows/bulk/BulkProgress';
import { useBulkOperation } from '@/features/workflows/bulk/useBulkOperation';
import { formatCount, plural } from '@/shared/format/number';
import { templatePath } from '../templatePath';
import { SkippedContacts } from './SkippedContacts';

interface Props {
  template: Pick<TemplateView, 'id' | 'status'>;
  enrolled: Enrolled;
  onClose: () => void;
}

/** How far an enrolling is, and who is not enrolled and why. */
export function EnrollProgress({ template, enrolled, onClose }: Props) {
  const { bulkOperationId, accepted, skipped, skippedCount } = enrolled;
  return (
    <Stack>
      {bulkOperationId ? (
        <Progress id={bulkOperationId} enrolled={enrolled} />
      ) : (
        <Text size="sm">{plural(accepted, 'contact')} enrolled.</Text>
      )}
      {template.status !== 'active' && (
        <Alert variant="light">They begin once the template is active.</Alert>
      )}
      {skipped.length > 0 && <SkippedContacts skipped={skipped} count={skippedCount} />}
      <Group justify="flex-end">
        <Button
          component={Link}
          to={templatePath(template, 'enrollments')}
          variant="default"
          onClick={onClose}
        >
          Show enrollments
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}

function Progress({ id, enrolled }: { id: string; enrolled: Enrolled }) {
  const bulk = useBulkOperation(id);
  if (!bulk) {
    return <Skeleton height={60} />;
  }
  return (
    <>
      <BulkProgress bulk={bulk} label="Enrolling">
        {plural(enrolled.accepted, 'contact')} enrolled, {formatCount(bulk.processed)} begun
        {enrolled.skippedCount > 0 && `, ${formatCount(enrolled.skippedCount)} skipped`}
        {bulk.failed > 0 && `, ${formatCount(bulk.failed)} failed`}
      </BulkProgress>
      {bulk.error && <Alert color="red">{bulk.error}</Alert>}
    </>
  );
}
