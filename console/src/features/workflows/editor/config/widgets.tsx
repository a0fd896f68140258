import { Checkbox } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { DurationInput } from '@/shared/forms/DurationInput';
import { ConditionInput } from '../rules/ConditionInput';
import { ConnectionInput } from './ConnectionInput';
import { ExpressionInput } from './ExpressionInput';
import { SuggestionsInput } from './SuggestionsInput';

/** What every field of ours is given. */
const fieldOf = (props: WidgetProps) => ({
  id: props.id,
  description: props.schema.description,
  error: props.rawErrors?.join(' '),
  required: props.required,
  disabled: props.disabled,
  value: typeof props.value === 'string' ? props.value : '',
  onChange: (value: string) => props.onChange(value === '' ? props.options.emptyValue : value),
});

function expression(language: 'cel' | 'template') {
  return function ExpressionWidget(props: WidgetProps) {
    return (
      <ExpressionInput
        {...fieldOf(props)}
        language={language}
        label={props.hideLabel ? undefined : props.label}
        more={moreVariables(props.schema)}
        rows={typeof props.options.rows === 'number' ? props.options.rows : undefined}
      />
    );
  };
}

const Expression = expression('cel');

/** CEL; a condition where it must be true or false. */
function CelWidget(props: WidgetProps) {
  return props.schema['x-result'] === 'boolean' ? (
    <ConditionInput {...fieldOf(props)} label={props.label} more={moreVariables(props.schema)} />
  ) : (
    <Expression {...props} />
  );
}

function DurationWidget(props: WidgetProps) {
  return <DurationInput {...fieldOf(props)} label={props.label} size="xs" />;
}

/** What a text sees besides the usual variables. */
function moreVariables(schema: WidgetProps['schema']): string[] {
  const named: unknown = schema['x-variables'];
  return Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
}

/** A box that is ticked, too, where nothing is said and that counts as yes. */
export function TickInput(props: WidgetProps) {
  return (
    <Checkbox
      id={props.id}
      size="xs"
      label={props.label}
      description={props.schema.description}
      error={props.rawErrors?.join(' ')}
      disabled={props.disabled}
      checked={props.value ?? props.schema.default === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

/** How texts are edited, by the format that their schema names, and what is yes or no. */
export const WIDGETS = {
  CheckboxWidget: TickInput,
  cel: CelWidget,
  template: expression('template'),
  instant: expression('template'),
  duration: DurationWidget,
  suggestions: SuggestionsInput,
  connection: ConnectionInput,
};
