import { Anchor, Group, Progress, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { FlowSummary } from '@/client';
import { listFlowStagesOptions } from '@/client/@tanstack/react-query.gen';
import { formatCount, plural } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { ENTITY_STATUSES, toneOf } from '@/shared/status/tones';
import classes from './Dashboard.module.css';

/** The stages of one business flow with who stands in them, by status. */
export function FlowStages({ flow }: { flow: FlowSummary }) {
  const stages = useQuery(listFlowStagesOptions({ path: { id: flow.id } }));
  const rows = stages.data?.data ?? [];
  const largest = Math.max(1, ...rows.map((stage) => stage.total));
  const all = rows.reduce((sum, stage) => sum + stage.total, 0);
  return (
    <div className={classes.flow}>
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={`/workflows/flows/${flow.id}`} c="inherit" fw={500} size="sm">
          {flow.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {plural(all, 'journey')}
        </Text>
      </Group>
      {stages.isPending ? (
        <Skeleton height={60} mt="sm" />
      ) : (
        <ul className={classes.stages}>
          {rows.map((stage) => (
            <li key={stage.uxNodeId}>
              <Link
                className={classes.stage}
                to={`/workflows/journeys?flowId=${flow.id}&uxNodeId=${stage.uxNodeId}`}
              >
                <Text size="sm" truncate>
                  {stage.label ?? humanize(stage.uxNodeId)}
                </Text>
                <Progress.Root size={8} radius="xl" role="presentation">
                  {ENTITY_STATUSES.filter((status) => stage.counts[status]).map((status) => (
                    <Progress.Section
                      key={status}
                      color={toneOf(status)}
                      value={((stage.counts[status] ?? 0) / largest) * 100}
                      aria-label={`${humanize(status)}: ${stage.counts[status]}`}
                      title={`${humanize(status)}: ${stage.counts[status]}`}
                    />
                  ))}
                </Progress.Root>
                <span className={classes.count}>{formatCount(stage.total)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
