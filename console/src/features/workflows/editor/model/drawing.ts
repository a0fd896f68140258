import type { Edge, Node } from '@xyflow/react';
import type { FlowKind, GraphEdge, GraphFindings, Stage, StepType, UxMapping } from '@/client';
import { liveIn } from '../../journeys/ended';
import { conditionWords } from '../rules/rules';
import { pinOf } from '../test/pins';
import type { Direction } from './direction';
import { type FlowDocument, isUx, labelOf, nodesOf, once, positionOf } from './document';
import type { Point } from './edits';
import { brief, faultsAt } from './findings';
import { glanceOf, oneLine } from './glance';
import type { Size } from './layout';
import { handleOf, type Passage, type Way, type Ways, wordFor } from './ways';

export type StepNode = Node<
  {
    label: string;
    type: string;
    title: string;
    /** What it is set to do, in a line. */
    glance: string | null;
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

export type WayEdge = Edge<
  {
    /** Its place among the edges between the same two nodes. */
    lane: number;
    /** What its label is short for. */
    whole?: string | null;
    /** What it joins, for people. */
    between?: string;
  },
  'way'
>;

export type CanvasNode = StepNode | MappedNode;

export const STEP_WIDTH = 210;
export const STAGE_WIDTH = 190;
export const STAGE_HEIGHT = 58;
export const STEP_HEIGHT = 54;
const BRANCH_HEIGHT = 24;

/** Longest label of an edge, in letters. */
const LABEL = 24;

const MAPPED_HEIGHT = 46;
const HANG = 44;

/** Most ways out that have room side by side below a step. */
const MOST_BELOW = 4;

/** Whether a step's ways out are side by side below it; else they are below each other, at its side. */
export const areBelow = (ways: readonly Way[], direction: Direction): boolean =>
  direction === 'down' && ways.length <= MOST_BELOW && ways.some((way) => wordFor(way) !== null);

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
  direction: Direction;
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
        glance: glanceOf(node, type),
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
  const hanging = around.kind === 'bmc' ? hang(around, places) : { nodes: [], edges: [] };
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
  const whole = edgeText(edge);
  const between = `${names.get(edge.source)} and ${names.get(edge.target)}`;
  return {
    id: edge.id,
    type: 'way',
    source: edge.source,
    target: edge.target,
    sourceHandle: handleOf(way),
    data: { lane, whole, between },
    label: whole === null ? undefined : oneLine(conditionWords(whole), LABEL),
    className: [role === 'spine' ? 'spine' : 'way', way.kind, fault].filter(Boolean).join(' '),
    animated: around.statuses.get(edge.target) === 'running',
    ariaLabel: `From ${names.get(edge.source)}${by ? ` by ${by}` : ''} to ${names.get(edge.target)}`,
  };
}

function edgeText({ data }: GraphEdge): string | null {
  if (typeof data?.condition === 'string' && data.condition.trim() !== '') {
    return data.condition;
  }
  return data?.default === true ? 'otherwise' : null;
}

/**
 * The mapped flows below their stages, so that spine and flows together make the M; beside them
 * where the spine runs down.
 */
function hang({ mappings, direction }: Surroundings, places: ReadonlyMap<string, Point>) {
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
      position:
        direction === 'down'
          ? { x: stage.x + STAGE_WIDTH + HANG, y: stage.y + index * (MAPPED_HEIGHT + 12) }
          : { x: stage.x, y: stage.y + STAGE_HEIGHT + HANG + index * (MAPPED_HEIGHT + 12) },
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
export function sizes({ nodes }: Drawn, direction: Direction): (id: string) => Size {
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
      const stack = flows * (MAPPED_HEIGHT + 12);
      const middle = { x: STAGE_WIDTH / 2, y: STAGE_HEIGHT / 2 };
      if (flows === 0) {
        return { width: STAGE_WIDTH, height: STAGE_HEIGHT, middle };
      }
      return direction === 'down'
        ? { width: 2 * STAGE_WIDTH + HANG, height: Math.max(STAGE_HEIGHT, stack), middle }
        : { width: STAGE_WIDTH, height: STAGE_HEIGHT + HANG + stack, middle };
    }
    const { ways } = node.data;
    const rows = areBelow(ways, direction) ? 1 : ways.filter((way) => wordFor(way) !== null).length;
    return {
      width: STEP_WIDTH,
      height: STEP_HEIGHT + rows * BRANCH_HEIGHT,
      middle: { x: STEP_WIDTH / 2, y: STEP_HEIGHT / 2 },
    };
  };
}
