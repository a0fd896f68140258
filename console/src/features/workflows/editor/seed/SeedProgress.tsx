import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { Link } from 'react-router';
import type { Flow, Seeded, SeedingForecast } from '@/client';
import { formatCount, plural } from '@/shared/format/number';
import { BulkProgress } from '../../bulk/BulkProgress';
import { useBulkOperation } from '../../bulk/useBulkOperation';
import { EntityList } from '../../entities/EntityList';
import { JOURNEYS } from '../../journeys/journeyPath';
import classes from './Seed.module.css';
import { SkippedList } from './SkippedList';

interface Props {
  flow: Flow;
  seeded: Seeded;
  forecast: SeedingForecast | undefined;
  onClose: () => void;
}

/** How far a seeding is, who does not start and why, and who is on the flow meanwhile. */
export function SeedProgress({ flow, seeded, forecast, onClose }: Props) {
  const bulk = useBulkOperation(seeded.bulkOperationId);
  const named = new Map(forecast?.skipped.map((skipped) => [skipped.contactId, skipped]));
  const skipped = seeded.skipped.map((each) => ({ ...named.get(each.contactId), ...each }));
  return (
    <Stack>
      {bulk ? (
        <BulkProgress bulk={bulk} label="Seeding">
          {plural(seeded.accepted, 'journey')} accepted, {formatCount(bulk.processed)} started
          {seeded.skippedCount > 0 && `, ${formatCount(seeded.skippedCount)} skipped`}
          {bulk.failed > 0 && `, ${formatCount(bulk.failed)} failed`}
        </BulkProgress>
      ) : (
        <Skeleton height={60} />
      )}
      {bulk?.error && <Alert color="red">{bulk.error}</Alert>}
      {skipped.length > 0 && <SkippedList skipped={skipped} count={seeded.skippedCount} />}
      {seeded.accepted > 0 && (
        <section className={classes.entities} aria-label="Newest journeys">
          <EntityList flowId={flow.id} />
        </section>
      )}
      <Group justify="flex-end">
        <Button component={Link} to={`${JOURNEYS}?view=board&flowId=${flow.id}`} variant="default">
          Show the board
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
