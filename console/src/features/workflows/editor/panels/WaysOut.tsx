import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconTrash } from '@tabler/icons-react';
import type { GraphNode, StepType } from '@/client';
import { branchesOf } from '../model/branches';
import { edgesOf, labelOf, nodesOf } from '../model/document';
import { connect, remove } from '../model/edits';
import type { EditorDocument } from '../useEditorDocument';

interface Props {
  node: GraphNode;
  type: StepType | undefined;
  editor: EditorDocument;
}

const NO_NODES: ReadonlySet<string> = new Set();

/** Where a node leads, by each of its ways out; the same as drawing edges, from the keyboard. */
export function WaysOut({ node, type, editor }: Props) {
  const { graph } = editor.document;
  const edges = edgesOf(graph);
  const names = new Map(nodesOf(graph).map((each) => [each.id, labelOf(each)]));
  const others = nodesOf(graph)
    .filter(({ id }) => id !== node.id)
    .map((each) => ({ value: each.id, label: labelOf(each) }));
  return (
    <Stack gap={6}>
      <Text size="xs" fw={600}>
        Goes on to
      </Text>
      {branchesOf(node, type, edges).map((branch) => (
        <Stack key={branch ?? ''} gap={4}>
          {edges
            .filter(
              ({ source, sourceHandle }) => source === node.id && (sourceHandle || null) === branch,
            )
            .map((edge) => (
              <Group key={edge.id} gap={6} wrap="nowrap">
                <IconArrowRight size={13} aria-hidden style={{ flex: 'none' }} />
                <Text size="xs" style={{ flex: 1 }} truncate>
                  {branch && <Text span inherit c="dimmed">{`${branch}: `}</Text>}
                  {names.get(edge.target) ?? edge.target}
                </Text>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={`Disconnect ${names.get(edge.target) ?? edge.target}`}
                  onClick={() =>
                    editor.change((document) => ({
                      ...document,
                      graph: remove(document.graph, NO_NODES, new Set([edge.id])),
                    }))
                  }
                >
                  <IconTrash size={13} />
                </ActionIcon>
              </Group>
            ))}
          <Select
            size="xs"
            searchable
            placeholder={branch ? `${branch}: connect to…` : 'Connect to…'}
            aria-label={branch ? `Connect ${branch} to` : 'Connect to'}
            data={others}
            value={null}
            onChange={(target) =>
              target &&
              editor.change((document) => ({
                ...document,
                graph: connect(document.graph, { source: node.id, target, sourceHandle: branch }),
              }))
            }
          />
        </Stack>
      ))}
    </Stack>
  );
}
