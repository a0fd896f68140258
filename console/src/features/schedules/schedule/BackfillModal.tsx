import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { backfillSchedule, type Overlap, type ScheduleView } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { choicesOf } from '@/shared/format/words';
import { MomentField } from '@/shared/forms/MomentField';
import { useRefresh } from '@/shared/live/useRefresh';
import { OVERLAPS, timeIn } from '../scheduleWords';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Props {
  opened: boolean;
  onClose: () => void;
  schedule: ScheduleView;
}

/** Makes up for times that have passed, after saying which these are. */
export function BackfillModal({ opened, onClose, schedule }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Make up for the past"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <BackfillForm schedule={schedule} onClose={onClose} />}
    </Modal>
  );
}

/** A moment as {@link MomentField} gives it, to the minute. */
const moment = (at: number) => new Date(at - (at % MINUTE)).toISOString();

function BackfillForm({ schedule, onClose }: Omit<Props, 'opened'>) {
  const [from, setFrom] = useState<string | null>(() => moment(Date.now() - DAY));
  const [to, setTo] = useState<string | null>(() => moment(Date.now()));
  const [overlap, setOverlap] = useState<Overlap>('buffer_all');
  const [asked] = useDebouncedValue(`${from} ${to}`, 200);
  const refresh = useRefresh();
  const path = { id: schedule.id };
  const span = { from, to };
  const forecast = useQuery({
    queryKey: [{ _id: 'forecastBackfill', path, asked }],
    queryFn: async () =>
      (await backfillSchedule({ path, body: { ...span, dryRun: true }, throwOnError: true })).data,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => backfillSchedule({ path, body: { ...span, overlap }, throwOnError: true }),
    onSuccess: () => {
      notifyDone('These times are made up for.');
      onClose();
      return refresh(`getSchedule:${schedule.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const times = forecast.data;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Group grow>
          <MomentField label="From" value={from} onChange={setFrom} />
          <MomentField label="To" value={to} onChange={setTo} />
        </Group>
        <Select
          label="When one is still running"
          description={OVERLAPS[overlap].explains}
          allowDeselect={false}
          data={choicesOf(OVERLAPS)}
          value={overlap}
          onChange={(chosen) => chosen && setOverlap(chosen)}
        />
        {forecast.isError && (
          <Alert color="red" role="alert">
            {forecast.error.message}
          </Alert>
        )}
        {times?.first[0] && (
          <Text size="sm">
            {plural(times.times, 'time')}, the first {timeIn(schedule.timezone, times.first[0])}.
            One that has had its run is not run again.
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!times} loading={isPending}>
            {times ? `Run ${plural(times.times, 'time')}` : 'Run'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
