import { Select, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { FlowKind, GraphFindings } from '@/client';
import { ConfigForm } from '../config/ConfigForm';
import { WAY_SCHEMA } from '../config/formSchema';
import { VariablesContext } from '../config/VariablesContext';
import { labelOf, nodesOf } from '../model/document';
import { changeEdge, leaveBy } from '../model/edits';
import { mayBeEmpty } from '../model/fallbacks';
import { brief, faultsAt } from '../model/findings';
import { type Language, variablesAt } from '../model/variables';
import { ANY_BRANCH, meaningOf, type Passage, type Ways } from '../model/ways';
import type { EditorDocument } from '../useEditorDocument';

interface Props {
  kind: FlowKind;
  passage: Passage;
  ways: Ways;
  editor: EditorDocument;
  findings: GraphFindings | undefined;
}

/** The settings of one edge. */
export function EdgePanel({ kind, passage, ways, editor, findings }: Props) {
  const { edge, role } = passage;
  const { graph, inputSchema } = editor.document;
  const ends = [edge.source, edge.target].map((id) =>
    nodesOf(graph).find((node) => node.id === id),
  );
  const [from, to] = ends.map((node) => (node ? labelOf(node) : '?'));
  const { errors, warnings } = faultsAt(findings, { edgeId: edge.id });
  const problems = [...errors, ...warnings];
  const variables = useMemo(
    () => ({
      // No event is part of choosing a way.
      in: (language: Language) =>
        variablesAt(graph, kind, edge.source, inputSchema, language).filter(
          (variable) => !variable.startsWith('event.'),
        ),
      mayBeEmpty: (variable: string) => mayBeEmpty(variable, inputSchema),
    }),
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
            {meaningOf(passage, ways)}
          </Text>
        </div>
        {problems
          .filter(({ field }) => !field?.startsWith('data.'))
          .map((problem) => (
            <Text key={problem.message} size="xs" c="red" role="alert">
              {brief(problem)}
            </Text>
          ))}
        <LeavesBy passage={passage} ways={ways} editor={editor} />
        {role === 'spine' && (
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

/** The branch of an edge, where its node has several ways out. */
function LeavesBy({ passage, ways, editor }: Pick<Props, 'passage' | 'ways' | 'editor'>) {
  const { edge, way } = passage;
  const out = ways.of(edge.source);
  const branches = out.flatMap(({ branch }) => (branch === null ? [] : [branch]));
  if (branches.length === 0) {
    return null;
  }
  const chooses = out.some(({ kind }) => kind === 'choice' || kind === 'any');
  return (
    <Select
      size="xs"
      label="Leaves by"
      allowDeselect={false}
      data={[
        ...branches.map((branch) => ({ value: `=${branch}`, label: branch })),
        { value: '', label: chooses ? ANY_BRANCH : 'the ordinary way out' },
      ]}
      value={way.branch === null ? '' : `=${way.branch}`}
      onChange={(value) =>
        editor.change((document) => ({
          ...document,
          graph: leaveBy(document.graph, edge.id, value ? value.slice(1) : null),
        }))
      }
    />
  );
}
