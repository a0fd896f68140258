import { Button, Collapse, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createSchedule, type ScheduleView, updateSchedule } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { choicesOf } from '@/shared/format/words';
import { DurationInput } from '@/shared/forms/DurationInput';
import { useRefresh } from '@/shared/live/useRefresh';
import { OVERLAPS } from '../scheduleWords';
import { draftOf, patchOf, requestOf, type ScheduleDraft, targetOf } from './scheduleDraft';
import { TargetFields } from './TargetFields';
import { TimesFields } from './TimesFields';

/** Fields that are out of sight until somebody asks for more settings. */
const DETAILS = ['/jitter', '/catchupWindow'];

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  schedule: ScheduleView | undefined;
  onClose: () => void;
  onSaved: (schedule: ScheduleView) => void;
}

/** What is to run, when, and what happens when one is still running. */
export function ScheduleForm({ schedule, onClose, onSaved }: Props) {
  const [draft, setDraft] = useState(() => draftOf(schedule, ZONE));
  const [isDetailed, { open: showDetails, toggle }] = useDisclosure(false);
  const refresh = useRefresh();
  const change = (fields: Partial<ScheduleDraft>) =>
    setDraft((before) => ({ ...before, ...fields }));
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () =>
      schedule
        ? (
            await updateSchedule({
              path: { id: schedule.id },
              body: patchOf(schedule, draft),
              throwOnError: true,
            })
          ).data
        : (await createSchedule({ body: requestOf(draft), throwOnError: true })).data,
    onSuccess: (saved) => {
      void refresh('listSchedules', `getSchedule:${saved.id}`);
      onSaved(saved);
    },
    ...FIELDS_SHOW_FAULTS,
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    mutate(undefined, {
      onError: (failure) => {
        if (DETAILS.some((pointer) => faultOf(failure, pointer))) {
          showDetails();
        }
      },
    });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <TextInput
          label="Name"
          placeholder="Welcome new sign-ups"
          data-autofocus
          required
          value={draft.name}
          error={faultOf(error, '/name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TargetFields
          draft={draft}
          isNew={!schedule}
          error={error}
          onChange={(changed) => setDraft(changed)}
        />
        <TimesFields draft={draft} error={error} onChange={change} />
        <Select
          label="When one is still running"
          description={OVERLAPS[draft.overlap].explains}
          allowDeselect={false}
          data={choicesOf(OVERLAPS)}
          value={draft.overlap}
          error={faultOf(error, '/overlap')}
          onChange={(chosen) => chosen && change({ overlap: chosen })}
        />
        <Collapse expanded={isDetailed}>
          <SimpleGrid cols={2}>
            <DurationInput
              label="Jitter"
              description="Begins later at random by at most this"
              value={draft.jitter}
              error={faultOf(error, '/jitter')}
              onChange={(jitter) => change({ jitter })}
            />
            <DurationInput
              label="Catch up"
              description="Begins late by at most this after an outage"
              value={draft.catchupWindow}
              error={faultOf(error, '/catchupWindow')}
              onChange={(catchupWindow) => change({ catchupWindow })}
            />
          </SimpleGrid>
        </Collapse>
        <Group justify="space-between">
          <Button variant="subtle" size="xs" aria-expanded={isDetailed} onClick={toggle}>
            {isDetailed ? 'Fewer settings' : 'More settings'}
          </Button>
          <Group>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              disabled={draft.name.trim() === '' || targetOf(draft) === null}
              loading={isPending}
            >
              {schedule ? 'Save' : 'Create'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
