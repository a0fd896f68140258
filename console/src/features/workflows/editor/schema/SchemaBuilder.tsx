import { Button, Group, Input, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { JsonObject } from '@/client';
import { same } from '../model/document';
import { FieldCard } from './FieldCard';
import {
  completeFields,
  faultOfField,
  readSchema,
  type SchemaField,
  type SchemaFields,
  writeSchema,
} from './schemaFields';

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** A schema that fields can say. */
  value: JsonObject | null;
  onChange: (value: JsonObject | null) => void;
}

const NEW: SchemaField = {
  name: '',
  label: '',
  type: 'text',
  isRequired: false,
  choices: [],
  rest: {},
};

const fieldsOf = (value: JsonObject | null): SchemaFields =>
  readSchema(value) ?? { fields: [], rest: {} };

/** The fields of a form, in their order. */
export function SchemaBuilder({ value, onChange, ...input }: Props) {
  // Fields that are not complete yet are no part of the value.
  const [draft, setDraft] = useState(() => fieldsOf(value));
  const [written, setWritten] = useState(value);
  const { fields, rest } = same(written, value) ? draft : fieldsOf(value);
  const change = (next: readonly SchemaField[]) => {
    const schema = writeSchema({ fields: completeFields(next), rest });
    setDraft({ fields: next, rest });
    setWritten(schema);
    if (!same(schema, value)) {
      onChange(schema);
    }
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...fields];
    const [moved] = next.splice(index, 1);
    if (moved) {
      next.splice(index + by, 0, moved);
      change(next);
    }
  };
  return (
    <Input.Wrapper {...input} size="xs" labelElement="div">
      <Stack gap={8} mt={6} role="group" aria-label={input.label}>
        {fields.map((field, index) => (
          <FieldCard
            // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
            key={index}
            number={index + 1}
            field={field}
            fault={faultOfField(field, fields.slice(0, index))}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            onChange={(next) => change(fields.map((known, at) => (at === index ? next : known)))}
            onMove={(by) => move(index, by)}
            onRemove={() => change(fields.filter((_, at) => at !== index))}
          />
        ))}
        <Group>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => change([...fields, NEW])}
          >
            Add a field
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
