import { Alert, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { ScheduleView } from '@/client';
import { getScheduleOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { Panel } from '@/shared/layout/Panel';
import { NextTimes } from '../NextTimes';
import { ScheduleState } from '../ScheduleState';
import { SCHEDULES } from '../schedulePath';
import { KINDS, OVERLAPS, timesOf } from '../scheduleWords';
import { LastRuns } from './LastRuns';
import { ScheduleActions } from './ScheduleActions';
import { ScheduleTarget } from './ScheduleTarget';

const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Schedules', to: SCHEDULES },
];

/** One schedule: when it is due next, what became of the last times, and what can be done to it. */
export function SchedulePage() {
  const { id = '' } = useParams();
  const query = useQuery({ ...getScheduleOptions({ path: { id } }), refetchInterval: 5_000 });
  const schedule = query.data;
  if (!schedule) {
    return (
      <Page title="Schedule" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={schedule.name}
      above={ABOVE}
      trailing={<ScheduleState schedule={schedule} />}
      subtitle={
        <Group gap={10}>
          <span>{KINDS[schedule.kind]}</span>
          <span>{timesOf(schedule)}</span>
        </Group>
      }
      actions={<ScheduleActions schedule={schedule} />}
    >
      <Sections schedule={schedule} />
    </Page>
  );
}

function Sections({ schedule }: { schedule: ScheduleView }) {
  const { nextRuns, lastRuns, timezone, overlap, paused, problem } = schedule;
  return (
    <Stack>
      {problem && (
        <Alert color="red" title="Temporal refuses this schedule">
          {problem}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title="Next times">
          {paused ? 'None while it is paused.' : <NextTimes times={nextRuns} zone={timezone} />}
        </Panel>
        <Panel title="What it does">
          <Stack gap="xs">
            <ScheduleTarget schedule={schedule} />
            <Text size="sm">
              When one is still running: {OVERLAPS[overlap].label.toLowerCase()}.{' '}
              {OVERLAPS[overlap].explains}
            </Text>
          </Stack>
        </Panel>
      </SimpleGrid>
      <Panel title="Last times" flush>
        <LastRuns fires={lastRuns} zone={timezone} />
      </Panel>
    </Stack>
  );
}
