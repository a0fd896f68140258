import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { migrateEnrollments, type TemplateView } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useMay } from '@/shared/session/useMay';
import { stayingWords } from './stayingWords';

/** Says how many are under way by earlier steps than the newest, and moves those that can. */
export function EarlierSteps({ template }: { template: TemplateView }) {
  const mayOperate = useMay('operator');
  const client = useQueryClient();
  const key = ['earlier-steps', template.id, template.updatedAt, template.enrollmentCount];
  const { data: behind } = useQuery({
    queryKey: key,
    enabled: mayOperate && template.status === 'active' && template.enrollmentCount > 0,
    queryFn: async ({ signal }) => {
      const path = { id: template.id };
      return (
        await migrateEnrollments({ path, body: { dryRun: true }, signal, throwOnError: true })
      ).data;
    },
  });
  const move = useMutation({
    mutationFn: () =>
      migrateEnrollments({ path: { id: template.id }, body: {}, throwOnError: true }),
    onSuccess: ({ data }) => {
      notifyDone(`${plural(data.accepted, 'enrollment')} on the way to the newest steps.`);
      return client.invalidateQueries({ queryKey: key });
    },
  });
  const count = (behind?.accepted ?? 0) + (behind?.skippedCount ?? 0);
  if (!behind || count === 0) {
    return null;
  }
  return (
    <Alert variant="light" mb="md" aria-label="Earlier steps">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm">
            {plural(count, 'person', 'people')} {count === 1 ? 'is' : 'are'} still on the earlier
            steps.
          </Text>
          {behind.skippedCount > 0 && (
            <Text size="xs" c="dimmed">
              {stayingWords(behind.skippedByReason)}
            </Text>
          )}
        </div>
        {behind.accepted > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowForwardUp size={14} />}
            loading={move.isPending}
            onClick={() => move.mutate()}
          >
            Move {behind.accepted === count ? 'them' : behind.accepted} to the newest steps
          </Button>
        )}
      </Group>
    </Alert>
  );
}
