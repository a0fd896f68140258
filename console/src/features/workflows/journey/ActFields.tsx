import { Select, TextInput } from '@mantine/core';
import type { EntityView, ResumeMode, TimerMode } from '@/client';
import { humanize } from '@/shared/format/words';
import { useStages } from '../journeys/useStages';
import { type Choice, Choices } from './Choices';
import { heldSteps } from './heldSteps';
import type { JourneyAct } from './journeyActs';
import { NewestStage } from './NewestStage';
import { RetryFields } from './RetryFields';
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
      return <RetryFields entity={entity} draft={draft} onChange={onChange} />;
    case 'migrate':
      return (
        <NewestStage
          flowId={entity.flowId}
          value={draft.uxNodeId}
          onChange={(uxNodeId) => onChange({ uxNodeId })}
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
      value={String(draft.held ?? 0)}
      onChange={(held) => onChange({ held: Number(held) })}
    />
  );
}
