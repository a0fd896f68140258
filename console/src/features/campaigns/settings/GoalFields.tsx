import { Checkbox, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { VariablesContext } from '@/features/workflows/editor/config/VariablesContext';
import { ConditionInput } from '@/features/workflows/editor/rules/ConditionInput';
import { CONTACT_VARIABLES } from '../steps/stepVariables';
import { GOAL_CHOICES, goalOf, goalSetting, VARIANT_GOALS } from './goalSettings';
import type { SettingsFieldsProps } from './SettingsSection';

/** What the template is for, and by what its variants are compared. */
export function GoalFields({ config, fault, onChange }: SettingsFieldsProps) {
  const goal = goalOf(config);
  const change = (part: Partial<typeof goal>) =>
    onChange(goalSetting(config, { ...goal, ...part }));
  return (
    <VariablesContext value={CONTACT_VARIABLES}>
      <Stack gap="sm">
        <Select
          size="xs"
          label="Goal"
          description="What results count as success."
          allowDeselect={false}
          data={GOAL_CHOICES}
          value={goal.kind}
          error={fault('/goal')}
          onChange={(kind) => change({ kind: (kind ?? 'none') as typeof goal.kind })}
        />
        {goal.kind === 'event' && (
          <TextInput
            size="xs"
            label="Event"
            description="Its name, such as purchased; reply is an answer to a mail."
            value={goal.text}
            error={fault('/goal/event')}
            onChange={({ currentTarget: { value } }) => change({ text: value })}
          />
        )}
        {goal.kind === 'when' && (
          <ConditionInput
            label="Reached when"
            description="CEL over the contact, such as contact.lifecycleStage == 'customer'."
            value={goal.text}
            error={fault('/goal/when')}
            onChange={(text) => change({ text })}
          />
        )}
        {goal.kind !== 'none' && (
          <>
            <NumberInput
              size="xs"
              label="Days for which a mail gets the credit"
              min={1}
              max={365}
              allowDecimal={false}
              allowNegative={false}
              value={goal.days ?? ''}
              error={fault('/goal/within')}
              onChange={(days) => change({ days: typeof days === 'number' ? days : null })}
            />
            <Checkbox
              size="xs"
              label="Reaching it ends the enrollment"
              checked={goal.exit}
              onChange={({ currentTarget: { checked } }) => change({ exit: checked })}
            />
            <Select
              size="xs"
              label="The better variant is the one with more"
              allowDeselect={false}
              data={VARIANT_GOALS}
              value={config.variantGoal === 'goal' ? 'goal' : 'reply'}
              error={fault('/variantGoal')}
              onChange={(chosen) => onChange({ variantGoal: chosen })}
            />
          </>
        )}
      </Stack>
    </VariablesContext>
  );
}
