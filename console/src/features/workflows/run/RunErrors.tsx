import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/client';
import { listRunStepsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount, plural } from '@/shared/format/number';
import { messageOf } from '@/shared/json/messageOf';
import { StepItem } from './StepItem';
import classes from './StepTimeline.module.css';

/** Errors that are told one by one at most; a run keeps no more. */
const KEPT = 10;

/** Why a run failed, and what went wrong with single items while it went on. */
export function RunErrors({ run }: { run: RunView }) {
  const errors = useQuery(
    listRunStepsOptions({ path: { id: run.id }, query: { stepType: 'error', pageSize: KEPT } }),
  );
  if (errors.isPending) {
    return <Skeleton height={80} />;
  }
  if (!errors.data) {
    return <ErrorState error={errors.error} onRetry={() => errors.refetch()} />;
  }
  const { data: steps, total } = errors.data;
  if (run.errors.length === 0 && total === 0) {
    return <EmptyState icon={IconCircleCheck} title="Nothing went wrong" />;
  }
  return (
    <Stack>
      {run.errors.length > 0 && (
        <Alert color="red" variant="light" title="Why the run ended">
          {[...new Set(run.errors.map(messageOf))].map((message) => (
            <Text key={message} size="sm">
              {message}
            </Text>
          ))}
        </Alert>
      )}
      {run.errorItems > total && total > 0 && (
        <Text size="sm" c="dimmed">
          The first {formatCount(total)} of {plural(run.errorItems, 'error')}.
        </Text>
      )}
      <ol className={classes.steps} aria-label="Errors">
        {steps.map((step) => (
          <StepItem key={step.id} step={step} />
        ))}
      </ol>
    </Stack>
  );
}
