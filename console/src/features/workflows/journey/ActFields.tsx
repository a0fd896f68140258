import { Radio, Select, Stack, TextInput } from '@mantine/core';
import type { ActRetryFrom, EntityView, ResumeMode, TimerMode } from '@/client';
import { humanize } from '@/shared/format/words';
import { useStages } from '../journeys/useStages';
import { heldSteps } from './heldSteps';
import type { JourneyAct } from './journeyActs';
import type { ActDraft } from './useActDraft';

const TIMERS: Choice<TimerMode>[] = [
  ['freeze', 'Freeze timers', 'They keep what was left of them.'],
  ['elapse', 'Let timers elapse', 'They fall due meanwhile, and act when it is resumed.'],
];

const MODES: Choice<ResumeMode>[] = [
  ['continue', 'Continue', 'Timers go on as they were paused.'],
  ['send_now', 'Send now', 'Timers end, so what waited happens at once.'],
  ['respread', 'Spread again', 'Timers that are due are spread over an hour.'],
];

const FROM: Choice<ActRetryFrom>[] = [
  ['failed_step', 'From the failed step', 'What is done stays done; nothing is sent twice.'],
  ['start', 'From the start', 'All of its steps run again; mail may go out again.'],
];

interface Props {
  entity: EntityView;
  act: JourneyAct;
  draft: ActDraft;
  onChange: (part: Partial<ActDraft>) => void;
}

/** What an act asks the person who does it. */
export function ActFields({ entity, act, draft, onChange }: Props) {
  const { stages } = useStages(act === 'move' ? entity.flowId : undefined);
  switch (act) {
    case 'move':
      return (
        <Select
          label="Stage"
          placeholder="Choose a stage"
          data={stages
            .filter(({ value }) => value !== entity.currentNodeId)
            .map(({ value, label }) => ({ value, label }))}
          value={draft.uxNodeId}
          onChange={(uxNodeId) => onChange({ uxNodeId })}
          data-autofocus
        />
      );
    case 'pause':
      return (
        <Choices
          label="Its timers"
          choices={TIMERS}
          value={draft.timers}
          onChange={(timers) => onChange({ timers })}
        />
      );
    case 'resume':
      return (
        <Choices
          label="How it goes on"
          choices={MODES}
          value={draft.mode}
          onChange={(mode) => onChange({ mode })}
        />
      );
    case 'retry':
      return (
        <Choices
          label="Where it begins"
          choices={FROM}
          value={draft.from}
          onChange={(from) => onChange({ from })}
        />
      );
    case 'skip':
      return <HeldChoice entity={entity} draft={draft} onChange={onChange} />;
    case 'cancel':
      return (
        <TextInput
          label="Reason"
          placeholder="Kept with the journey"
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      );
    case 'advance':
      return null;
  }
}

function HeldChoice({ entity, draft, onChange }: Omit<Props, 'act'>) {
  const steps = heldSteps(entity);
  if (steps.length < 2) {
    return null;
  }
  return (
    <Choices
      label="Which step"
      choices={steps.map(
        ({ nodeId }, index): Choice<string> => [
          String(index),
          humanize(nodeId),
          'It is passed, and the path goes on behind it.',
        ],
      )}
      value={String(draft.held)}
      onChange={(held) => onChange({ held: Number(held) })}
    />
  );
}

/** A value, what it is called, and what it means. */
type Choice<T extends string> = readonly [T, string, string];

function Choices<T extends string>(props: {
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <Radio.Group
      label={props.label}
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
    >
      <Stack gap="xs" mt="xs">
        {props.choices.map(([value, label, description]) => (
          <Radio key={value} value={value} label={label} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
