import { Button, Group, Input, Stack } from '@mantine/core';
import { deepEquals } from '@rjsf/utils';
import { IconPlus } from '@tabler/icons-react';
import { use, useState } from 'react';
import type { JsonObject } from '@/client';
import { ApartContext } from '../model/ApartContext';
import { same } from '../model/document';
import { FieldCard } from './FieldCard';
import {
  draftOfField,
  type FieldDraft,
  readSchema,
  type SchemaField,
  settle,
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

interface Draft {
  drafts: readonly FieldDraft[];
  rest: JsonObject;
}

function draftOf(value: JsonObject | null): Draft {
  const { fields, rest } = readSchema(value) ?? { fields: [], rest: {} };
  return { drafts: fields.map(draftOfField), rest };
}

/** Whether fields differ in what is typed only: at most one of them does, and is of the same kind. */
const isTyped = (before: readonly FieldDraft[], after: readonly FieldDraft[]) =>
  before.length === after.length &&
  before.filter(({ field }, index) => !same(field, after[index]?.field)).length <= 1 &&
  before.every(
    ({ field }, index) =>
      field.type === after[index]?.field.type && field.isRequired === after[index].field.isRequired,
  );

/** The fields of a form, in their order. */
export function SchemaBuilder({ value, onChange, ...input }: Props) {
  // Fields that were never complete are no part of the value.
  const [draft, setDraft] = useState(() => draftOf(value));
  const [written, setWritten] = useState(value);
  // The form around it does not tell of another order alone.
  const { drafts, rest } = deepEquals(written, value) ? draft : draftOf(value);
  const apart = use(ApartContext);
  const change = (edited: readonly Omit<FieldDraft, 'fault'>[]) => {
    const next = settle(edited);
    const fields = next.map(({ kept }) => kept).filter((field) => field !== null);
    const schema = writeSchema({ fields, rest });
    setDraft({ drafts: next, rest });
    setWritten(schema);
    if (!same(schema, value)) {
      if (!isTyped(drafts, next)) {
        apart();
      }
      onChange(schema);
    }
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...drafts];
    const [moved] = next.splice(index, 1);
    if (moved) {
      next.splice(index + by, 0, moved);
      change(next);
    }
  };
  return (
    <Input.Wrapper {...input} size="xs" labelElement="div">
      <Stack gap={8} mt={6} role="group" aria-label={input.label}>
        {drafts.map(({ field, kept, fault }, index) => (
          <FieldCard
            // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
            key={index}
            number={index + 1}
            field={field}
            fault={fault}
            isFirst={index === 0}
            isLast={index === drafts.length - 1}
            onChange={(next) =>
              change(drafts.map((known, at) => (at === index ? { field: next, kept } : known)))
            }
            onMove={(by) => move(index, by)}
            onRemove={() => change(drafts.filter((_, at) => at !== index))}
          />
        ))}
        <Group>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => change([...drafts, { field: NEW, kept: null }])}
          >
            Add a field
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
