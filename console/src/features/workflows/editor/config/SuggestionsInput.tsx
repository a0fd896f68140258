import { Autocomplete } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';

/** A text for which its schema has examples; any other may be typed. */
export function SuggestionsInput(props: WidgetProps) {
  const examples = Array.isArray(props.schema.examples) ? props.schema.examples.map(String) : [];
  return (
    <Autocomplete
      id={props.id}
      size="xs"
      label={props.hideLabel ? undefined : props.label}
      description={props.schema.description}
      error={props.rawErrors?.join(' ')}
      required={props.required}
      disabled={props.disabled}
      placeholder={props.placeholder}
      data={examples}
      // All of them also when one is chosen: who looks wants another.
      filter={({ options, search }) =>
        examples.includes(search)
          ? options
          : options.filter((option) => 'value' in option && option.value.includes(search))
      }
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(value) => props.onChange(value === '' ? props.options.emptyValue : value)}
    />
  );
}
