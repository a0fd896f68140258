import { NumberInput, Select, Stack } from '@mantine/core';
import { VariablesContext } from '@/features/workflows/editor/config/VariablesContext';
import { ConditionInput } from '@/features/workflows/editor/rules/ConditionInput';
import { CONTACT_VARIABLES } from '../steps/stepVariables';
import type { SettingsFieldsProps } from './SettingsSection';
import {
  COMPANY_CHOICES,
  REPLY_CHOICES,
  reenrolDays,
  reenrolSetting,
  replyChoice,
  replySetting,
} from './templateSettings';

/** What ends an enrollment before its last step, and who may come again. */
export function ReplyFields({ config, fault, onChange }: SettingsFieldsProps) {
  return (
    <VariablesContext value={CONTACT_VARIABLES}>
      <Stack gap="sm">
        <Select
          size="xs"
          label="A reply"
          allowDeselect={false}
          data={REPLY_CHOICES}
          value={replyChoice(config)}
          error={fault('/stopOnReply')}
          onChange={(chosen) => onChange({ stopOnReply: replySetting(chosen) })}
        />
        <Select
          size="xs"
          label="Colleagues of whoever replies"
          description="At the same company, by the domain of their address."
          allowDeselect={false}
          data={COMPANY_CHOICES}
          value={String(config.sameCompany ?? 'ignore')}
          error={fault('/sameCompany')}
          onChange={(chosen) => onChange({ sameCompany: chosen })}
        />
        <ConditionInput
          label="Ends when"
          description="CEL, looked at before each step and when the contact changes, such as contact.lifecycleStage == 'customer'."
          value={typeof config.exitWhen === 'string' ? config.exitWhen : ''}
          error={fault('/exitWhen')}
          onChange={(exitWhen) => onChange({ exitWhen })}
        />
        <NumberInput
          size="xs"
          label="Days until somebody may be enrolled again"
          placeholder="Never"
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={reenrolDays(config) ?? ''}
          error={fault('/reenrol') ?? fault('/reenrol/after')}
          onChange={(days) =>
            onChange({ reenrol: reenrolSetting(typeof days === 'number' ? days : null) })
          }
        />
      </Stack>
    </VariablesContext>
  );
}
