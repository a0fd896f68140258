import { Stack, Text, UnstyledButton } from '@mantine/core';
import type { DraftGraph } from '@/client';
import { plural } from '@/shared/format/number';
import { isUx, labelOf, nodesOf } from '../model/document';
import type { Selection } from '../model/selection';

interface Props {
  graph: DraftGraph;
  selection: Selection;
  onSelect: (nodeId: string) => void;
}

/** What several selected elements are, of which one can be chosen. */
export function SelectedPanel({ graph, selection, onSelect }: Props) {
  const nodes = nodesOf(graph).filter(({ id }) => selection.nodes.has(id));
  const noun = nodes.every(isUx) ? 'stage' : 'step';
  const words = [
    selection.nodes.size > 0 && plural(selection.nodes.size, noun),
    selection.edges.size > 0 && plural(selection.edges.size, 'connection'),
  ].filter(Boolean);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {words.join(' and ')} are selected
      </Text>
      <Text size="xs" c="dimmed">
        Drag one to move them all; Delete removes them, Ctrl C copies them.
      </Text>
      {nodes.map((node) => (
        <UnstyledButton key={node.id} fz="xs" onClick={() => onSelect(node.id)}>
          {labelOf(node)}
        </UnstyledButton>
      ))}
    </Stack>
  );
}
