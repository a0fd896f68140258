import { use, useState } from 'react';
import { ViewSwitch } from '@/shared/forms/ViewSwitch';
import { ExpressionInput } from '../config/ExpressionInput';
import { VariablesContext } from '../config/VariablesContext';
import { RuleBuilder } from './RuleBuilder';
import { readRules } from './rules';

interface Props {
  label: string;
  id?: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Fields that can be asked for besides the usual ones. */
  more?: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

const RULES = 'Rules';
const CEL = 'CEL';

/** What holds nothing that can be compared. */
const NO_FIELDS: ReadonlySet<string> = new Set(['input', 'trigger', 'now', 'contact.attributes']);

/** A condition, as rules where rules can say it, and as CEL. */
export function ConditionInput({ more, ...field }: Props) {
  const variables = use(VariablesContext).in('cel');
  const canBeRules = readRules(field.value) !== null;
  // What is typed as CEL stays CEL while it is typed, also where rules could say it.
  const [wanted, setWanted] = useState<typeof RULES | typeof CEL>(canBeRules ? RULES : CEL);
  const view = canBeRules ? wanted : CEL;
  return (
    <ViewSwitch
      label={field.label}
      views={[RULES, CEL]}
      view={view}
      blocked={canBeRules ? [] : [RULES]}
      onChange={setWanted}
    >
      {view === RULES ? (
        <RuleBuilder
          {...field}
          description={undefined}
          fields={[...(more ?? []), ...variables].filter((name) => !NO_FIELDS.has(name))}
        />
      ) : (
        <ExpressionInput language="cel" more={more} {...field} />
      )}
    </ViewSwitch>
  );
}
