import type { DraftGraph, FlowKind } from '@/client';
import { withoutPins } from '../editor/test/pins';

/** What a file says that it is, and which shape it has. */
const MARK = 'stitch-flow/1';

/** A system flow that is mapped to a stage. Ids mean nothing elsewhere, so the flow has its name. */
export interface FileMapping {
  uxNodeId: string;
  systemFlow: string;
  position: number;
  input: Record<string, unknown>;
}

/** A flow as it is exported, and imported here or elsewhere. */
export interface FlowFile {
  name: string;
  kind: FlowKind;
  tags: string[];
  graph: DraftGraph;
  inputSchema: Record<string, unknown> | null;
  mappings: FileMapping[];
}

export const writeFlowFile = (flow: FlowFile): string =>
  `${JSON.stringify({ format: MARK, ...flow }, null, 2)}\n`;

/** A name that file systems take. */
export const fileName = (name: string): string =>
  `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'flow'}.json`;

/**
 * A flow from the text of a file; also of what the API answers for a flow.
 *
 * @throws Error that says what is wrong and what to do
 */
export function readFlowFile(text: string): FlowFile {
  const file = objectOf(parsed(text));
  if (!file) {
    throw new Error('This is JSON, but no flow: export a flow to see what one looks like.');
  }
  if (file.format !== undefined && file.format !== MARK) {
    throw new Error(`This is “${String(file.format)}”; a flow that is imported is ${MARK}.`);
  }
  const { name, kind } = file;
  const graph = objectOf(file.graph) ?? objectOf(file.draft);
  if (kind !== 'bmc' && kind !== 'system') {
    throw new Error('The file has no kind: it must be bmc or system.');
  }
  if (!graph || !Array.isArray(graph.nodes) || !Array.isArray(graph.edges)) {
    throw new Error('The file has no graph with nodes and edges.');
  }
  return {
    name: typeof name === 'string' ? name : '',
    kind,
    tags: listOf(file.tags).filter((tag) => typeof tag === 'string'),
    graph: withoutPins(graph as DraftGraph),
    inputSchema: objectOf(file.inputSchema) ?? null,
    mappings: kind === 'bmc' ? listOf(file.mappings).flatMap(mappingOf) : [],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new Error(`The file is not JSON: ${(problem as Error).message}`);
  }
}

function mappingOf(value: unknown): FileMapping[] {
  const { uxNodeId, systemFlow, position, input } = objectOf(value) ?? {};
  return typeof uxNodeId === 'string' && typeof systemFlow === 'string'
    ? [
        {
          uxNodeId,
          systemFlow,
          position: Number.isInteger(position) ? (position as number) : 0,
          input: objectOf(input) ?? {},
        },
      ]
    : [];
}

const objectOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
