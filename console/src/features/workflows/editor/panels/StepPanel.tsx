import {
  Accordion,
  Alert,
  Fieldset,
  Group,
  Stack,
  Text,
  TextInput,
  ThemeIcon,
} from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { FlowKind, GraphFindings, GraphNode, JsonObject, StepType } from '@/client';
import { ConfigForm } from '../config/ConfigForm';
import { commonSchemaOf, formSchemaOf, STAGE_SCHEMA } from '../config/formSchema';
import { connectionUse, ToolkitContext } from '../config/ToolkitContext';
import { VariablesContext } from '../config/VariablesContext';
import { type FlowDocument, labelOf, same } from '../model/document';
import { changeNode } from '../model/edits';
import { mayBeEmpty } from '../model/fallbacks';
import { brief, faultsAt } from '../model/findings';
import { lookOf } from '../model/stepIcons';
import { type Language, variablesAt } from '../model/variables';
import type { Ways } from '../model/ways';
import type { EditorDocument } from '../useEditorDocument';
import { WaysOut } from './WaysOut';

interface Props {
  kind: FlowKind;
  node: GraphNode;
  type: StepType | undefined;
  ways: Ways;
  editor: EditorDocument;
  findings: GraphFindings | undefined;
  mayEdit: boolean;
  /** What else belongs to the node; shown before its settings. */
  children?: ReactNode;
  /** Shown after them. */
  test?: ReactNode;
}

/** The settings that an edit changes, by their names. */
const changedFields = (before: JsonObject, after: JsonObject) =>
  Object.keys({ ...before, ...after })
    .filter((name) => !same(before[name], after[name]))
    .join(' ');

/** The settings of one node. */
export function StepPanel(props: Props) {
  const { kind, node, type, ways, editor, findings, mayEdit } = props;
  const { graph, inputSchema } = editor.document;
  const faults = faultsAt(findings, { nodeId: node.id });
  const problems = [...faults.errors, ...faults.warnings];
  const whole = problems.filter(({ field }) => !field || field === 'data');
  const { icon: Icon, color } = lookOf(node.type);
  const schema = useMemo(
    () => (node.type === 'ux' ? STAGE_SCHEMA : type && formSchemaOf(type)),
    [node.type, type],
  );
  const common = useMemo(() => type && commonSchemaOf(type), [type]);
  const variables = useMemo(
    () => ({
      in: (language: Language) => variablesAt(graph, kind, node.id, inputSchema, language),
      mayBeEmpty: (variable: string) => mayBeEmpty(variable, inputSchema),
    }),
    [graph, kind, node.id, inputSchema],
  );
  const change = (edit: (node: GraphNode) => GraphNode, field: string) =>
    editor.change(
      (document: FlowDocument) => ({
        ...document,
        graph: changeNode(document.graph, node.id, edit),
      }),
      `node ${node.id} ${field}`,
    );
  const form = {
    value: node.data ?? {},
    problems,
    onChange: (data: GraphNode['data']) =>
      change((known) => ({ ...known, data }), changedFields(node.data ?? {}, data ?? {})),
  };
  return (
    <VariablesContext value={variables}>
      <Stack gap="md" key={node.id}>
        <Group gap="sm" wrap="nowrap">
          <ThemeIcon variant="light" color={color} size={32} radius="md">
            <Icon size={18} stroke={1.7} />
          </ThemeIcon>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={600} truncate>
              {node.type === 'ux' ? 'Stage' : (type?.title ?? node.type)}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" truncate>
              {node.id}
            </Text>
          </div>
        </Group>
        {whole.map((problem) => (
          <Alert
            key={problem.message}
            color={faults.errors.includes(problem) ? 'red' : 'yellow'}
            icon={<IconAlertCircle size={16} />}
            p="xs"
          >
            <Text size="xs">{brief(problem)}</Text>
          </Alert>
        ))}
        <TextInput
          size="xs"
          label="Name"
          disabled={!mayEdit}
          value={labelOf(node)}
          onChange={(event) => {
            const label = event.currentTarget.value;
            change((known) => ({ ...known, label }), 'label');
          }}
        />
        {props.children}
        <Fieldset variant="unstyled" disabled={!mayEdit}>
          <Stack gap="md">
            {schema && (
              <ToolkitContext value={connectionUse(node)}>
                <ConfigForm id={`config-${node.id}`} schema={schema} {...form} />
              </ToolkitContext>
            )}
            {common && (
              <Accordion
                variant="default"
                chevronPosition="left"
                styles={{ content: { padding: 0 } }}
              >
                <Accordion.Item value="failure">
                  <Accordion.Control fz="xs" px={0}>
                    <Text size="xs" fw={600}>
                      Retries and failure
                    </Text>
                  </Accordion.Control>
                  <Accordion.Panel>
                    <ConfigForm id={`common-${node.id}`} schema={common} {...form} />
                  </Accordion.Panel>
                </Accordion.Item>
              </Accordion>
            )}
            <WaysOut node={node} ways={ways} editor={editor} />
          </Stack>
        </Fieldset>
        {props.test}
      </Stack>
    </VariablesContext>
  );
}
