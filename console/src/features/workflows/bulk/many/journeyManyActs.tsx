import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ActRetryFrom, BulkKind, ResumeMode, TimerMode } from '@/client';
import { Choices } from '../../journey/acts/Choices';
import { TIMERS } from '../../journey/acts/pause';
import { MODES } from '../../journey/acts/resume';
import { FROM } from '../../journey/acts/retry';
import { JOURNEY_ACTS, type JourneyAct } from '../../journey/journeyActs';
import { useStages } from '../../journeys/useStages';
import { type ManyActType, type ManyForm, NO_SETTINGS, useNothing } from './ManyActType';

/** Milliseconds without typing before what is typed counts. */
const TYPED = 300;

function usePause(): ManyForm {
  const [timers, setTimers] = useState<TimerMode>('freeze');
  return {
    fields: <Choices label="Their timers" choices={TIMERS} value={timers} onChange={setTimers} />,
    settings: useMemo(() => ({ timers }), [timers]),
  };
}

function useResume(): ManyForm {
  const [mode, setMode] = useState<ResumeMode>('continue');
  return {
    fields: <Choices label="How they go on" choices={MODES} value={mode} onChange={setMode} />,
    settings: useMemo(() => ({ mode }), [mode]),
  };
}

function useRetry(): ManyForm {
  const [from, setFrom] = useState<ActRetryFrom>('failed_step');
  return {
    fields: <Choices label="Where they begin" choices={FROM} value={from} onChange={setFrom} />,
    settings: useMemo(() => ({ from }), [from]),
  };
}

function useCancel(): ManyForm {
  const [reason, setReason] = useState('');
  const [typed] = useDebouncedValue(reason.trim(), TYPED);
  return {
    fields: (
      <TextInput
        label="Reason"
        placeholder="Kept with each journey"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    ),
    settings: useMemo(() => (typed ? { reason: typed } : NO_SETTINGS), [typed]),
  };
}

function useMove(flowId: string | undefined): ManyForm {
  const [uxNodeId, setUxNodeId] = useState<string | null>(null);
  const { stages } = useStages(flowId);
  return {
    fields: (
      <Select
        label="Stage"
        placeholder="Choose a stage"
        data={stages.map(({ value, label }) => ({ value, label }))}
        value={uxNodeId}
        onChange={setUxNodeId}
      />
    ),
    settings: useMemo(() => (uxNodeId ? { uxNodeId } : null), [uxNodeId]),
  };
}

const MIGRATION = { version: 'latest' };
const useMigrate = (): ManyForm => ({ settings: MIGRATION });

const act = (
  kind: JourneyAct & BulkKind,
  explains: string,
  useForm: ManyActType['useForm'],
): ManyActType => ({
  kind,
  on: 'journeys',
  label: JOURNEY_ACTS[kind].label,
  icon: JOURNEY_ACTS[kind].icon,
  explains,
  harms: kind === 'cancel',
  useForm,
});

const ON_ANY_FLOW: readonly ManyActType[] = [
  act('advance', 'Each leaves its stage along the spine, whatever still runs there.', useNothing),
  act(
    'pause',
    'The steps that run now finish, and no other starts until they are resumed.',
    usePause,
  ),
  act('resume', 'Each goes on where it was paused.', useResume),
  act('retry', 'What failed in the stage of each runs again.', useRetry),
  act(
    'skip',
    'Each goes on behind the step that failed or waits. That step does not happen any more.',
    useNothing,
  ),
  act(
    'migrate',
    'Each goes on at its stage in the newest version of its flow. Paths that run now end in the version that they began with.',
    useMigrate,
  ),
  act(
    'cancel',
    'The journeys and everything that runs for them end. What they have sent stays sent.',
    useCancel,
  ),
];

const MOVE = act(
  'move',
  'Each enters the stage that you choose. What still runs where they stand is cancelled.',
  useMove,
);

/**
 * What can be done to many journeys.
 *
 * @param flowId the flow that they are all on; without it there is no stage that all could move to
 */
export const journeyManyActs = (flowId: string | undefined): readonly ManyActType[] =>
  flowId ? [MOVE, ...ON_ANY_FLOW] : ON_ANY_FLOW;
