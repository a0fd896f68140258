import { Alert, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewSchedule } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { ZONES } from '@/shared/format/zones';
import { NextTimes } from '../NextTimes';
import { OWN_CRON, OWN_INTERVAL, PRESET_CHOICES, presetOf, timesOfPreset } from './presets';
import type { ScheduleDraft } from './scheduleDraft';

interface Props {
  draft: ScheduleDraft;
  error: unknown;
  onChange: (fields: Partial<ScheduleDraft>) => void;
}

/** When it is due, with the next five times on the clocks of the zone. */
export function TimesFields({ draft, error, onChange }: Props) {
  const [choice, setChoice] = useState(() => presetOf(draft));
  const preview = useTimes(draft);
  const fault = (field: string) =>
    faultOf(error, `/${field}`) ?? faultOf(preview.error, `/${field}`);
  // Of an expression and an interval the API asks for one, and names either when it is not that one.
  const timesFault = fault('cron') ?? fault('every');
  const isOwn = choice === OWN_CRON || choice === OWN_INTERVAL;
  return (
    <>
      <SimpleGrid cols={2}>
        <Select
          label="When"
          allowDeselect={false}
          data={PRESET_CHOICES}
          value={choice}
          error={isOwn ? undefined : timesFault}
          onChange={(chosen) => {
            if (chosen) {
              setChoice(chosen);
              onChange(timesOfPreset(chosen, draft));
            }
          }}
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
      {choice === OWN_CRON && (
        <TextInput
          label="Cron expression"
          description="Minute, hour, day of month, month, day of week"
          value={draft.cron}
          error={timesFault}
          onChange={(event) => onChange({ cron: event.currentTarget.value })}
        />
      )}
      {choice === OWN_INTERVAL && (
        <TextInput
          label="Interval"
          description="A duration like PT15M, PT6H or P1D"
          value={draft.every}
          error={timesFault}
          onChange={(event) => onChange({ every: event.currentTarget.value })}
        />
      )}
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
