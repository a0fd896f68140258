import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Flow, Seeded, SeedingForecast } from '@/client';
import { getBulkOperationOptions } from '@/client/@tanstack/react-query.gen';
import { formatCount, plural } from '@/shared/format/number';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { EntityList } from '../../entities/EntityList';
import { JOURNEYS } from '../../journeys/journeyPath';
import { BulkActs } from './BulkActs';
import { hasEnded } from './bulkStates';
import classes from './Seed.module.css';
import { SkippedList } from './SkippedList';

/** Milliseconds between two looks at a seeding that goes on: its own end is told by no event. */
const LOOK_AGAIN = 1000;

interface Props {
  flow: Flow;
  seeded: Seeded;
  forecast: SeedingForecast | undefined;
  onClose: () => void;
}

/** How far a seeding is, who does not start and why, and who is on the flow meanwhile. */
export function SeedProgress({ flow, seeded, forecast, onClose }: Props) {
  const bulk = useQuery({
    ...getBulkOperationOptions({ path: { id: seeded.bulkOperationId } }),
    refetchInterval: ({ state }) =>
      state.data && hasEnded(state.data.status) ? false : LOOK_AGAIN,
  }).data;
  const processed = bulk?.processed ?? 0;
  const total = bulk?.total ?? seeded.accepted;
  const named = new Map(forecast?.skipped.map((skipped) => [skipped.contactId, skipped]));
  const skipped = seeded.skipped.map((each) => ({ ...named.get(each.contactId), ...each }));
  return (
    <Stack>
      <Group justify="space-between" role="status" aria-label="Seeding">
        <Text size="sm">
          {plural(seeded.accepted, 'journey')} accepted, {formatCount(processed)} started
          {seeded.skippedCount > 0 && `, ${formatCount(seeded.skippedCount)} skipped`}
          {bulk && bulk.failed > 0 && `, ${formatCount(bulk.failed)} failed`}
        </Text>
        {bulk && <StatusBadge status={bulk.status} />}
      </Group>
      <Progress
        value={total > 0 ? (processed / total) * 100 : 100}
        color={bulk?.status === 'paused' ? 'orange' : undefined}
        aria-label={`${formatCount(processed)} of ${formatCount(total)} started`}
      />
      {bulk && <BulkActs bulk={bulk} />}
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
