import { Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { FlowKind, JsonObject } from '@/client';
import { SchemaInput } from '../schema/SchemaInput';
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
          <SchemaInput
            label="Input"
            description="What a run is given; the run dialog makes its form of it."
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
