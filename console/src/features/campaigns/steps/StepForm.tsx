import type { JsonObject, Platform } from '@/client';
import { VariablesContext } from '@/features/workflows/editor/config/VariablesContext';
import { sendsMail } from '../templateWords';
import { ConditionFields } from './ConditionFields';
import { DelayField } from './DelayField';
import { EngagementFields } from './EngagementFields';
import { MessageFields } from './MessageFields';
import type { StepDraft } from './stepDrafts';
import { CONTACT_VARIABLES } from './stepVariables';
import { WaitFields } from './WaitFields';

/** What the fields of every type of step have in common. */
export interface StepFieldsProps {
  config: JsonObject;
  /** What the API says of a field, by its pointer below the step. */
  fault: (field: string) => string | undefined;
  /** Changes some settings; null takes one away. */
  onChange: (change: JsonObject) => void;
}

interface Props {
  draft: StepDraft;
  index: number;
  drafts: readonly StepDraft[];
  platform: Platform | null | undefined;
  fault: (field: string) => string | undefined;
  onChange: (change: Partial<Omit<StepDraft, 'key'>>) => void;
}

/** The settings of a step: when it comes, and what its type needs. */
export function StepForm({ draft, index, drafts, platform, fault, onChange }: Props) {
  const { stepType, config, delayHours } = draft;
  const fields: StepFieldsProps = {
    config,
    fault: (field) => fault(`/config${field}`),
    onChange: (change) => onChange({ config: merged(config, change) }),
  };
  return (
    <VariablesContext value={CONTACT_VARIABLES}>
      <DelayField
        hours={delayHours}
        isFirst={index === 0}
        error={fault('/delayHours')}
        onChange={(hours) => onChange({ delayHours: hours })}
      />
      {stepType === 'message' && (
        <MessageFields {...fields} isMail={sendsMail(platform)} isFirst={index === 0} />
      )}
      {stepType === 'wait' && <WaitFields {...fields} />}
      {stepType === 'condition' && <ConditionFields {...fields} index={index} drafts={drafts} />}
      {(stepType === 'connect' || stepType === 'like' || stepType === 'comment') && (
        <EngagementFields {...fields} stepType={stepType} />
      )}
    </VariablesContext>
  );
}

/** Settings with a change: what is null in it goes. */
function merged(config: JsonObject, change: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...config, ...change }).filter(([, value]) => value !== null),
  );
}
