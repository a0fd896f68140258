import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { FlowKind, GraphEdge, GraphFindings } from '@/client';
import { ConfigForm } from '../config/ConfigForm';
import { WAY_SCHEMA } from '../config/formSchema';
import { VariablesContext } from '../config/VariablesContext';
import { isUx, labelOf, nodesOf } from '../model/document';
import { changeEdge } from '../model/edits';
import { brief, faultsAt } from '../model/findings';
import { type Language, variablesAt } from '../model/variables';
import type { EditorDocument } from '../useEditorDocument';

interface Props {
  kind: FlowKind;
  edge: GraphEdge;
  editor: EditorDocument;
  findings: GraphFindings | undefined;
}

/** The settings of one edge. */
export function EdgePanel({ kind, edge, editor, findings }: Props) {
  const { graph, inputSchema } = editor.document;
  const ends = [edge.source, edge.target].map((id) =>
    nodesOf(graph).find((node) => node.id === id),
  );
  const [from, to] = ends.map((node) => (node ? labelOf(node) : '?'));
  const { errors, warnings } = faultsAt(findings, { edgeId: edge.id });
  const problems = [...errors, ...warnings];
  const variables = useMemo(
    () => (language: Language) => variablesAt(graph, kind, edge.source, inputSchema, language),
    [graph, kind, edge.source, inputSchema],
  );
  return (
    <VariablesContext value={variables}>
      <Stack gap="md" key={edge.id}>
        <div>
          <Text size="sm" fw={600}>
            {from} → {to}
          </Text>
          <Text size="xs" c="dimmed">
            {edge.sourceHandle ? `By its branch ${edge.sourceHandle}` : 'By the ordinary way out'}
          </Text>
        </div>
        {problems
          .filter(({ field }) => !field?.startsWith('data.'))
          .map((problem) => (
            <Text key={problem.message} size="xs" c="red" role="alert">
              {brief(problem)}
            </Text>
          ))}
        {ends.every((node) => node && isUx(node)) && (
          <ConfigForm
            id={`config-${edge.id}`}
            schema={WAY_SCHEMA}
            value={edge.data ?? {}}
            problems={problems}
            onChange={(data) =>
              editor.change(
                (document) => ({
                  ...document,
                  graph: changeEdge(document.graph, edge.id, (known) => ({ ...known, data })),
                }),
                `edge ${edge.id}`,
              )
            }
          />
        )}
      </Stack>
    </VariablesContext>
  );
}
