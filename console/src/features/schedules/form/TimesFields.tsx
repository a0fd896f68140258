import { Alert, Select, SimpleGrid } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewSchedule } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { choicesOf } from '@/shared/format/words';
import { ZONES } from '@/shared/format/zones';
import { NextTimes } from '../NextTimes';
import { PlanFields } from './PlanFields';
import type { ScheduleDraft } from './scheduleDraft';
import { PLAN_KINDS, planAs, planOf, type SchedulePlan, timesOfPlan } from './schedulePlan';

interface Props {
  draft: ScheduleDraft;
  error: unknown;
  onChange: (fields: Partial<ScheduleDraft>) => void;
}

/** When it is due, with the next five times on the clocks of the zone. */
export function TimesFields({ draft, error, onChange }: Props) {
  // Kept as it was chosen: a cron expression stays one also where it says what another plan does.
  const [plan, setPlan] = useState(() => planOf(draft));
  const change = (next: SchedulePlan) => {
    setPlan(next);
    onChange(timesOfPlan(next));
  };
  const preview = useTimes(draft);
  const fault = (field: string) =>
    faultOf(error, `/${field}`) ?? faultOf(preview.error, `/${field}`);
  // Of an expression and an interval the API asks for one, and names either when it is not that one.
  const timesFault = fault('cron') ?? fault('every');
  const isOwn = plan.kind === 'cron' || plan.kind === 'interval';
  return (
    <>
      <SimpleGrid cols={2}>
        <Select
          label="When"
          allowDeselect={false}
          data={choicesOf(PLAN_KINDS)}
          value={plan.kind}
          error={isOwn ? undefined : timesFault}
          onChange={(kind) => kind && change(planAs(kind, plan))}
        />
        <Select
          label="Time zone"
          searchable
          allowDeselect={false}
          data={ZONES}
          limit={50}
          nothingFoundMessage="No such zone"
          value={draft.timezone}
          error={fault('timezone')}
          onChange={(timezone) => timezone && onChange({ timezone })}
        />
      </SimpleGrid>
      <PlanFields plan={plan} error={timesFault} onChange={change} />
      {preview.data && !preview.isError && (
        <Alert variant="light" title="Next times">
          <NextTimes times={preview.data.nextRuns} zone={draft.timezone} />
        </Alert>
      )}
    </>
  );
}

function useTimes({ cron, every, timezone }: ScheduleDraft) {
  const [asked] = useDebouncedValue(JSON.stringify([cron, every, timezone]), 200);
  return useQuery({
    queryKey: [{ _id: 'previewSchedule', asked }],
    queryFn: async () => {
      const body = { cron: cron.trim() || null, every: every.trim() || null, timezone };
      return (await previewSchedule({ body, throwOnError: true })).data;
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}
