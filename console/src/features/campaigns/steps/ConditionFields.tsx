import { Select } from '@mantine/core';
import { ConditionInput } from '@/features/workflows/editor/rules/ConditionInput';
import type { StepFieldsProps } from './StepForm';
import { gotoOf, type StepDraft } from './stepDrafts';
import { STEP_TYPES } from './stepWords';

interface Props extends StepFieldsProps {
  index: number;
  drafts: readonly StepDraft[];
}

/** What must hold for the sequence to go on, and what becomes of it otherwise. */
export function ConditionFields({ config, fault, onChange, index, drafts }: Props) {
  const goto = gotoOf(config);
  const choices = [
    { value: 'stop', label: 'End here' },
    { value: 'skip', label: 'Skip the next step' },
    ...drafts.map(({ stepType }, target) => ({
      value: String(target),
      label: `Go on with step ${target + 1}: ${STEP_TYPES[stepType].label}`,
    })),
  ].filter(({ value }) => Number.isNaN(Number(value)) || Number(value) > index);
  return (
    <>
      <ConditionInput
        label="Goes on if"
        description="CEL that is true or false, such as contact.company != null."
        required
        value={typeof config.expression === 'string' ? config.expression : ''}
        error={fault('/expression')}
        onChange={(expression) => onChange({ expression })}
      />
      <Select
        size="xs"
        label="Otherwise"
        allowDeselect={false}
        data={choices}
        value={goto === undefined ? String(config.otherwise ?? 'stop') : String(goto)}
        error={fault('/otherwise') ?? fault('/otherwise/goto')}
        onChange={(chosen) => {
          const isWord = chosen === 'stop' || chosen === 'skip';
          onChange({ otherwise: isWord ? chosen : { goto: Number(chosen) } });
        }}
      />
    </>
  );
}
