import { Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DraftGraph } from '@/client';
import { CopyIconButton } from '@/shared/json/CopyIconButton';
import { same } from '../model/document';
import type { EditorDocument } from '../useEditorDocument';

function parse(text: string): { graph: DraftGraph } | { fault: string } {
  try {
    const value = JSON.parse(text) as DraftGraph;
    return typeof value === 'object' && value !== null && Array.isArray(value.nodes)
      ? { graph: value }
      : { fault: 'A graph is an object with a list of nodes.' };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

/** The graph as text beside the canvas; each follows the other. */
export function JsonPanel({ editor }: { editor: EditorDocument }) {
  const { graph } = editor.document;
  const [text, setText] = useState(() => JSON.stringify(graph, null, 2));
  const [fault, setFault] = useState<string>();
  const parsed = parse(text);
  const isOurs = fault !== undefined || ('graph' in parsed && same(parsed.graph, graph));
  const shown = isOurs ? text : JSON.stringify(graph, null, 2);
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        Changes show on the canvas as soon as they are readable.
        <CopyIconButton value={shown} label="Copy the graph" />
      </Text>
      <Textarea
        aria-label="The graph as JSON"
        autosize
        minRows={16}
        spellCheck={false}
        error={fault}
        styles={{
          input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 11 },
        }}
        value={shown}
        onChange={(event) => {
          const next = event.currentTarget.value;
          const read = parse(next);
          setText(next);
          setFault('fault' in read ? read.fault : undefined);
          if ('graph' in read) {
            editor.change((document) => ({ ...document, graph: read.graph }), 'json');
          }
        }}
      />
    </Stack>
  );
}
