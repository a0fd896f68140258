import { Textarea } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { same } from '../model/document';

const textOf = (value: unknown) =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 2);

/** What a text means: JSON where it is that, else itself where texts are allowed. */
function readValue(text: string, mayBeText: boolean): { value: unknown; fault?: string } {
  if (text.trim() === '') {
    return { value: undefined };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return mayBeText ? { value: text } : { value: text, fault: (error as Error).message };
  }
}

/** A value of any shape, as JSON. */
export function JsonField({
  schema,
  formData,
  onChange,
  fieldPathId,
  name,
  rawErrors,
}: FieldProps) {
  const mayBeText = (schema.anyOf ?? []).some(
    (option) => typeof option === 'object' && option.type === 'string',
  );
  const [text, setText] = useState(() => textOf(formData));
  const [fault, setFault] = useState<string>();
  const shown = same(readValue(text, true).value, formData) ? text : textOf(formData);
  return (
    <Textarea
      id={fieldPathId.$id}
      size="xs"
      label={schema.title ?? name}
      description={schema.description}
      error={fault ?? rawErrors?.join(' ')}
      autosize
      minRows={2}
      maxRows={14}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={shown}
      onChange={(event) => {
        const { value, fault: wrong } = readValue(event.currentTarget.value, mayBeText);
        setText(event.currentTarget.value);
        setFault(wrong);
        onChange(value, fieldPathId.path);
      }}
    />
  );
}
