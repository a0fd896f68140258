import type { WidgetProps } from '@rjsf/utils';
import { ExpressionInput } from './ExpressionInput';
import { SuggestionsInput } from './SuggestionsInput';

const DURATION = 'ISO 8601: PT30M, P3D, P2W.';

function widget(language: 'cel' | 'template', hint?: string) {
  return function ExpressionWidget(props: WidgetProps) {
    return (
      <ExpressionInput
        id={props.id}
        language={language}
        label={props.hideLabel ? undefined : props.label}
        description={[props.schema.description, hint].filter(Boolean).join(' ') || undefined}
        error={props.rawErrors?.join(' ')}
        required={props.required}
        disabled={props.disabled}
        more={moreVariables(props.schema)}
        rows={typeof props.options.rows === 'number' ? props.options.rows : undefined}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(value) => props.onChange(value === '' ? props.options.emptyValue : value)}
      />
    );
  };
}

/** What a text sees besides the usual variables. */
function moreVariables(schema: WidgetProps['schema']): string[] {
  const named: unknown = schema['x-variables'];
  return Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
}

/** How texts are edited, by the format that their schema names. */
export const WIDGETS = {
  cel: widget('cel'),
  template: widget('template'),
  instant: widget('template'),
  duration: widget('template', DURATION),
  suggestions: SuggestionsInput,
};
