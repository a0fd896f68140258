import { Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FlowKind, JsonObject } from '@/client';
import { same } from '../model/document';
import type { EditorDocument } from '../useEditorDocument';

/** The settings of the flow as a whole; shown while nothing is selected. */
export function FlowPanel({ kind, editor }: { kind: FlowKind; editor: EditorDocument }) {
  const { name, graph, inputSchema } = editor.document;
  const settings = (graph.settings ?? {}) as JsonObject;
  const set = (change: JsonObject) =>
    editor.change((document) => ({
      ...document,
      graph: {
        ...document.graph,
        settings: { ...((document.graph.settings as JsonObject | undefined) ?? {}), ...change },
      },
    }));
  return (
    <Stack gap="md">
      <TextInput
        size="xs"
        label="Name of the flow"
        value={name}
        error={name.trim() === '' ? 'A flow needs a name.' : undefined}
        onChange={(event) => {
          const next = event.currentTarget.value;
          editor.change((document) => ({ ...document, name: next }), 'name');
        }}
      />
      {kind === 'bmc' ? (
        <Switch
          size="xs"
          label="A contact may be in it several times"
          checked={settings.reentry === true}
          onChange={(event) => set({ reentry: event.currentTarget.checked })}
        />
      ) : (
        <>
          <InputSchema
            value={inputSchema}
            onChange={(schema) =>
              editor.change((document) => ({ ...document, inputSchema: schema }), 'input schema')
            }
          />
          <Select
            size="xs"
            label="Runs as"
            description="Inside its journey is quicker, for short flows of local steps."
            data={[
              { value: 'child', label: 'a workflow of its own' },
              { value: 'inline', label: 'a part of its journey' },
            ]}
            value={settings.isolation === 'inline' ? 'inline' : 'child'}
            onChange={(isolation) => isolation && set({ isolation })}
          />
        </>
      )}
      <Text size="xs" c="dimmed">
        Select a step to configure it. Delete removes it, Ctrl C and Ctrl V copy it, Ctrl Z takes
        the last change back, Ctrl S saves.
      </Text>
    </Stack>
  );
}

interface SchemaProps {
  value: JsonObject | null;
  onChange: (schema: JsonObject | null) => void;
}

const EXAMPLE = '{"type": "object", "properties": {"city": {"type": "string", "default": "Bern"}}}';

function InputSchema({ value, onChange }: SchemaProps) {
  const [text, setText] = useState(value ? JSON.stringify(value, null, 2) : '');
  const [fault, setFault] = useState<string>();
  const known = parse(text);
  const shown = fault || (known && same(known.schema, value)) ? text : asText(value);
  return (
    <Textarea
      size="xs"
      label="Input schema"
      description="JSON Schema of what a run is given; the run dialog makes its form of it."
      placeholder={EXAMPLE}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={shown}
      error={fault}
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
