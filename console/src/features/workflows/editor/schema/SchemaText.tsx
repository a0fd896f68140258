import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject } from '@/client';
import { same } from '../model/document';

interface Props {
  id?: string | undefined;
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  value: JsonObject | null;
  onChange: (value: JsonObject | null) => void;
}

const EXAMPLE = '{"type": "object", "properties": {"city": {"type": "string", "default": "Bern"}}}';

/** A JSON Schema as text. */
export function SchemaText({ value, onChange, error, ...input }: Props) {
  const [text, setText] = useState(asText(value));
  const [fault, setFault] = useState<string>();
  const known = parse(text);
  const shown = fault || (known && same(known.schema, value)) ? text : asText(value);
  return (
    <Textarea
      {...input}
      size="xs"
      placeholder={EXAMPLE}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={shown}
      error={fault ?? error}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const parsed = parse(next);
        setFault(parsed ? undefined : 'This is not a JSON object.');
        if (parsed) {
          onChange(parsed.schema);
        }
      }}
    />
  );
}

const asText = (value: JsonObject | null) => (value ? JSON.stringify(value, null, 2) : '');

function parse(text: string): { schema: JsonObject | null } | null {
  if (text.trim() === '') {
    return { schema: null };
  }
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { schema: value as JsonObject }
      : null;
  } catch {
    return null;
  }
}
