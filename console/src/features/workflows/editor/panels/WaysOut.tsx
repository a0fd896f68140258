import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconTrash } from '@tabler/icons-react';
import type { GraphNode } from '@/client';
import { labelOf, nodesOf } from '../model/document';
import { connect, remove } from '../model/edits';
import { handleOf, type Ways, wordFor } from '../model/ways';
import type { EditorDocument } from '../useEditorDocument';

interface Props {
  node: GraphNode;
  ways: Ways;
  editor: EditorDocument;
}

const NO_NODES: ReadonlySet<string> = new Set();

/** Where a node leads, by each of its ways out; the same as drawing edges, from the keyboard. */
export function WaysOut({ node, ways, editor }: Props) {
  const { graph } = editor.document;
  const names = new Map(nodesOf(graph).map((each) => [each.id, labelOf(each)]));
  const others = nodesOf(graph)
    .filter(({ id }) => id !== node.id)
    .map((each) => ({ value: each.id, label: labelOf(each) }));
  return (
    <Stack gap={6}>
      <Text size="xs" fw={600}>
        Goes on to
      </Text>
      {ways.of(node.id).map((way) => {
        const word = wordFor(way);
        return (
          <Stack key={handleOf(way)} gap={4}>
            {ways.passages
              .filter(
                (passage) => passage.edge.source === node.id && passage.way.branch === way.branch,
              )
              .map(({ edge }) => (
                <Group key={edge.id} gap={6} wrap="nowrap">
                  <IconArrowRight size={13} aria-hidden style={{ flex: 'none' }} />
                  <Text size="xs" style={{ flex: 1 }} truncate>
                    {word && <Text span inherit c="dimmed">{`${word}: `}</Text>}
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
            {way.kind !== 'closed' && (
              <Select
                size="xs"
                searchable
                placeholder={word ? `${word}: connect to…` : 'Connect to…'}
                aria-label={word ? `Connect ${word} to` : 'Connect to'}
                data={others}
                value={null}
                onChange={(target) =>
                  target &&
                  editor.change((document) => ({
                    ...document,
                    graph: connect(document.graph, ways, {
                      source: node.id,
                      target,
                      branch: way.branch,
                    }),
                  }))
                }
              />
            )}
          </Stack>
        );
      })}
    </Stack>
  );
}
