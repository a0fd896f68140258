import type { Edge, Node } from '@xyflow/react';
import type { FlowKind, GraphEdge, GraphFindings, Stage, StepType, UxMapping } from '@/client';
import { liveIn } from '../../journeys/ended';
import { pinOf } from '../test/pins';
import { type FlowDocument, isUx, labelOf, nodesOf, once, positionOf } from './document';
import type { Point } from './edits';
import { brief, faultsAt } from './findings';
import type { Size } from './layout';
import { handleOf, type Passage, type Way, type Ways, wordFor } from './ways';

export type StepNode = Node<
  {
    label: string;
    type: string;
    title: string;
    ways: readonly Way[];
    errors: string[];
    warnings: string[];
    status: string | null;
    /** Whether its output is pinned, so that tests do not carry it out. */
    pinned: boolean;
    /** Who stands in a stage; null where nobody can. */
    standing: Standing | null;
  },
  'step' | 'stage'
>;

/** How many stand in a stage, and how many of them are blocked. */
export interface Standing {
  live: number;
  blocked: number;
}

export type MappedNode = Node<
  { systemFlowId: string; name: string; uxNodeId: string; position: number },
  'mapped'
>;

/** `lane` is the edge's place among those between the same two nodes. */
export type WayEdge = Edge<{ lane: number }, 'way'>;

export type CanvasNode = StepNode | MappedNode;

export const STEP_WIDTH = 210;
export const STAGE_WIDTH = 190;
export const STAGE_HEIGHT = 58;
const BRANCH_HEIGHT = 24;
const MAPPED_HEIGHT = 46;
const HANG = 44;

export const mappedId = (uxNodeId: string, systemFlowId: string) =>
  `mapped:${uxNodeId}:${systemFlowId}`;

/** Whether an id is of what only hangs from the spine, and is no part of the graph. */
export const isMappedId = (id: string) => id.startsWith('mapped:');

export interface Drawn {
  nodes: CanvasNode[];
  edges: Edge[];
}

export interface Surroundings {
  kind: FlowKind;
  ways: Ways;
  stepTypes: ReadonlyMap<string, StepType>;
  mappings: readonly UxMapping[];
  findings: GraphFindings | undefined;
  /** How the nodes stand in the run that is watched. */
  statuses: ReadonlyMap<string, string>;
  /** Where the flow's entities stand. */
  stages: readonly Stage[];
}

/** What the canvas shows of a document. */
export function draw({ graph }: FlowDocument, around: Surroundings): Drawn {
  const nodes = once(nodesOf(graph), ({ id }) => id);
  const names = new Map(nodes.map((node) => [node.id, labelOf(node)]));
  const standing = new Map(around.stages.map((stage) => [stage.uxNodeId, standingIn(stage)]));
  const steps = nodes.map((node): StepNode => {
    const type = around.stepTypes.get(node.type);
    const { errors, warnings } = faultsAt(around.findings, { nodeId: node.id });
    const title = isUx(node) ? 'Stage' : (type?.title ?? node.type);
    const label = labelOf(node);
    const pinned = pinOf(node) !== null;
    return {
      id: node.id,
      type: isUx(node) ? 'stage' : 'step',
      position: positionOf(node),
      ariaLabel: [label, title, pinned && 'output pinned', errors.length > 0 && 'has errors']
        .filter(Boolean)
        .join(', '),
      data: {
        label,
        type: node.type,
        title,
        ways: around.ways.of(node.id),
        errors: errors.map(brief),
        warnings: warnings.map(brief),
        status: around.statuses.get(node.id) ?? null,
        pinned,
        standing: standing.get(node.id) ?? null,
      },
    };
  });
  const places = new Map(steps.map(({ id, position }) => [id, position]));
  const hanging = around.kind === 'bmc' ? hang(around.mappings, places) : { nodes: [], edges: [] };
  return {
    nodes: [...steps, ...hanging.nodes],
    edges: [
      ...around.ways.passages.map((passage) => drawEdge(passage, names, around)),
      ...hanging.edges,
    ],
  };
}

const standingIn = (stage: Stage): Standing => ({
  live: liveIn(stage),
  blocked: stage.counts.blocked ?? 0,
});

function drawEdge(
  { edge, way, role, lane }: Passage,
  names: ReadonlyMap<string, string>,
  around: Surroundings,
): WayEdge {
  const { errors, warnings } = faultsAt(around.findings, { edgeId: edge.id });
  const fault = errors.length > 0 ? 'faulty' : warnings.length > 0 && 'doubtful';
  const by = wordFor(way);
  return {
    id: edge.id,
    type: 'way',
    source: edge.source,
    target: edge.target,
    sourceHandle: handleOf(way),
    data: { lane },
    label: edgeLabel(edge),
    className: [role === 'spine' ? 'spine' : 'way', way.kind, fault].filter(Boolean).join(' '),
    animated: around.statuses.get(edge.target) === 'running',
    ariaLabel: `From ${names.get(edge.source)}${by ? ` by ${by}` : ''} to ${names.get(edge.target)}`,
  };
}

function edgeLabel({ data }: GraphEdge): string | undefined {
  if (typeof data?.condition === 'string' && data.condition) {
    return data.condition.length > 34 ? `${data.condition.slice(0, 33)}…` : data.condition;
  }
  return data?.default === true ? 'otherwise' : undefined;
}

/** The mapped flows below their stages, so that spine and flows together make the M. */
function hang(mappings: readonly UxMapping[], places: ReadonlyMap<string, Point>) {
  const count = new Map<string, number>();
  const nodes: MappedNode[] = [];
  const edges: Edge[] = [];
  const ordered = [...mappings].sort((a, b) => a.position - b.position);
  for (const { uxNodeId, systemFlowId, systemFlowName, position } of ordered) {
    const stage = places.get(uxNodeId);
    if (!stage) {
      continue;
    }
    const index = count.get(uxNodeId) ?? 0;
    count.set(uxNodeId, index + 1);
    const id = mappedId(uxNodeId, systemFlowId);
    nodes.push({
      id,
      type: 'mapped',
      position: {
        x: stage.x,
        y: stage.y + STAGE_HEIGHT + HANG + index * (MAPPED_HEIGHT + 12),
      },
      deletable: false,
      connectable: false,
      ariaLabel: `${systemFlowName}, runs at this stage`,
      data: { systemFlowId, name: systemFlowName, uxNodeId, position },
    });
    edges.push({
      id: `edge-${id}`,
      source: uxNodeId,
      sourceHandle: 'hang',
      target: id,
      className: 'hang',
      type: 'straight',
      selectable: false,
      deletable: false,
      focusable: false,
    });
  }
  return { nodes, edges };
}

/** How much room each node takes, with what hangs from it; for the layout. */
export function sizes({ nodes }: Drawn): (id: string) => Size {
  const hanging = new Map<string, number>();
  for (const node of nodes) {
    if (node.type === 'mapped') {
      hanging.set(node.data.uxNodeId, (hanging.get(node.data.uxNodeId) ?? 0) + 1);
    }
  }
  const steps = new Map(nodes.map((node) => [node.id, node]));
  return (id) => {
    const node = steps.get(id);
    if (!node || node.type === 'mapped' || node.type === 'stage') {
      const flows = hanging.get(id) ?? 0;
      return {
        width: STAGE_WIDTH,
        height: STAGE_HEIGHT + (flows > 0 ? HANG + flows * (MAPPED_HEIGHT + 12) : 0),
        middle: STAGE_HEIGHT / 2,
      };
    }
    const rows = node.data.ways.filter((way) => wordFor(way) !== null).length;
    return { width: STEP_WIDTH, height: 54 + rows * BRANCH_HEIGHT, middle: 27 };
  };
}
