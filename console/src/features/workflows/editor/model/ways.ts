import type { DraftGraph, FlowKind, GraphEdge, GraphNode, JsonObject, StepType } from '@/client';
import { edgesOf, isUx, nodesOf, once } from './document';

/*
 * What an edge means and which handle it is drawn from. The canvas, the panels and every edit ask
 * here, and what is said here is what the engine does: `passages.json`, in the tests of the module
 * workflows, is a table of cases that both this file and the engine are tested against.
 */

/** The branch that an edge leaves its node by; null for the ordinary way out. */
export type Branch = string | null;

/**
 * A way out of a node: one handle on the canvas.
 *
 * - `ordinary`: open once the node is done.
 * - `choice`: a node that chooses leaves by exactly one of these.
 * - `any`: the ordinary way of a node that chooses, open whichever branch is taken.
 * - `exception`: a timeout, a passed deadline or a failure.
 * - `closed`: the node never leaves by it; an edge names it all the same.
 */
export interface Way {
  branch: Branch;
  kind: 'ordinary' | 'choice' | 'any' | 'exception' | 'closed';
}

/** What people call the ordinary way of a node that chooses. */
export const ANY_BRANCH = 'any branch';

/** An edge as the engine takes it. */
export interface Passage {
  edge: GraphEdge;
  way: Way;
  /** `drawing`: an edge of a business flow that moves nobody. */
  role: 'spine' | 'drawing' | 'step';
  /** Its place among the edges between the same two nodes; 0 in their middle, and for one alone. */
  lane: number;
}

/** What a graph's edges mean. */
export interface Ways {
  /** The ways out of a node, from the top down as they are drawn. */
  of: (nodeId: string) => readonly Way[];
  /** The edges that have both ends, each id once. */
  passages: readonly Passage[];
}

const ERROR = 'error';
const TIMEOUT = 'timeout';

/** What canvases call the handle of the ordinary way out, where no branch has the name. */
const ORDINARY = 'default';

/** Step types that are always left by one of their branches. */
const CHOOSING = new Set(['condition', 'switch', 'split']);

/** The setting that names a step's branches, by step type. */
const NAMED_IN: Readonly<Record<string, string>> = {
  switch: 'cases',
  split: 'branches',
  'human.task': 'choices',
};

/** The setting that says how long a step waits, where it is not `timeout`. */
const WAITS_FOR: Readonly<Record<string, string>> = { 'human.task': 'dueIn' };

/** Whether a step is of a type that chooses among its branches. */
export const chooses = ({ type }: Pick<GraphNode, 'type'>) => CHOOSING.has(type);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

function namesIn(list: unknown): string[] {
  return Array.isArray(list)
    ? list
        .map((item) => (typeof item === 'string' ? item : (item as JsonObject | null)?.name))
        .filter(isName)
    : [];
}

/** The branches that a node can leave by. */
function offers(node: GraphNode, type: StepType | undefined): Way[] {
  const data = node.data ?? {};
  if (isUx(node)) {
    return [...(data.deadline ? [exception(TIMEOUT)] : []), ordinary];
  }
  const named = namesIn(data[NAMED_IN[node.type] ?? '']);
  const ofType = type?.branches ?? [];
  const waits = ofType.includes(TIMEOUT) && Boolean(data[WAITS_FOR[node.type] ?? 'timeout']);
  return [
    ...(chooses(node) || named.length > 0 ? [] : [ordinary]),
    ...[...named, ...ofType.filter((name) => name !== TIMEOUT)].map(choice),
    ...(waits ? [exception(TIMEOUT)] : []),
    ...(data.onError === 'branch' ? [exception(ERROR)] : []),
  ];
}

const ordinary: Way = { branch: null, kind: 'ordinary' };
const any: Way = { branch: null, kind: 'any' };
const choice = (branch: string): Way => ({ branch, kind: 'choice' });
const exception = (branch: string): Way => ({ branch, kind: 'exception' });
const closed = (branch: string): Way => ({ branch, kind: 'closed' });

/** The way that an edge leaves by, among those that its node offers. */
function wayOf(edge: GraphEdge, node: GraphNode, offered: readonly Way[]): Way {
  const handle = isName(edge.sourceHandle) ? edge.sourceHandle : null;
  const known = offered.find(({ branch }) => branch === handle);
  if (known) {
    return known;
  }
  const isOrdinary = isUx(node) ? handle !== TIMEOUT : handle === null || handle === ORDINARY;
  if (isOrdinary) {
    return offered.includes(ordinary) ? ordinary : any;
  }
  return closed(handle ?? '');
}

function roleOf(edge: GraphEdge, source: GraphNode, target: GraphNode, kind: FlowKind) {
  const isSpine = edge.type !== 'system' && isUx(source) && isUx(target);
  return kind === 'system' ? 'step' : isSpine ? 'spine' : 'drawing';
}

/** Reads what the edges of a graph mean. The step types must be known: they name the branches. */
export function readWays(
  graph: DraftGraph,
  kind: FlowKind,
  stepTypes: ReadonlyMap<string, StepType>,
): Ways {
  const nodes = new Map(once(nodesOf(graph), ({ id }) => id).map((node) => [node.id, node]));
  const ways = new Map(
    [...nodes].map(([id, node]) => [
      id,
      once(offers(node, stepTypes.get(node.type)), ({ branch }) => branch),
    ]),
  );
  const passages = once(edgesOf(graph), ({ id }) => id).flatMap((edge): Passage[] => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    const offered = ways.get(edge.source);
    if (!source || !target || !offered) {
      return [];
    }
    const way = wayOf(edge, source, offered);
    return [{ edge, way, role: roleOf(edge, source, target, kind), lane: 0 }];
  });
  for (const { edge, way, role } of passages) {
    const offered = ways.get(edge.source) ?? [];
    if (!offered.some(({ branch }) => branch === way.branch)) {
      // A stage has the handle of its deadline above all others.
      offered.splice(way.branch === TIMEOUT && role === 'spine' ? 0 : offered.length, 0, way);
    }
  }
  const of = (nodeId: string) => ways.get(nodeId) ?? [];
  return { of, passages: inLanes(passages, of) };
}

/** Spreads the edges between the same two nodes, in the order of the handles that they leave by. */
function inLanes(passages: readonly Passage[], of: Ways['of']): Passage[] {
  const place = ({ edge, way }: Passage) =>
    of(edge.source).findIndex(({ branch }) => branch === way.branch);
  const between = new Map<string, Passage[]>();
  for (const passage of passages) {
    const ends = JSON.stringify([passage.edge.source, passage.edge.target]);
    between.set(ends, [...(between.get(ends) ?? []), passage]);
  }
  const lanes = new Map<Passage, number>();
  for (const side of between.values()) {
    const ordered = [...side].sort((one, other) => place(one) - place(other));
    ordered.forEach((passage, index) => {
      lanes.set(passage, index - (side.length - 1) / 2);
    });
  }
  return passages.map((passage) => ({ ...passage, lane: lanes.get(passage) ?? 0 }));
}

/**
 * The way that a step added behind a node is connected by: the ordinary one, and of a node that
 * chooses the first branch that leads nowhere yet, else its last. Undefined when it has no branch.
 */
export function nextWay(ways: Ways, nodeId: string): Way | undefined {
  const out = ways.of(nodeId);
  const choices = out.filter(({ kind }) => kind === 'choice');
  const used = new Set(
    ways.passages.filter(({ edge }) => edge.source === nodeId).map(({ way }) => way.branch),
  );
  return (
    out.find(({ kind }) => kind === 'ordinary') ??
    choices.find(({ branch }) => !used.has(branch)) ??
    choices.at(-1)
  );
}

/** The id of a way's handle on the canvas; a quote in it would break the canvas's selectors. */
export const handleOf = ({ branch }: Way): string =>
  branch === null
    ? 'way'
    : `way:${branch.replaceAll(/["%\\\n]/g, (sign) => `%${sign.charCodeAt(0)}`)}`;

/** The branch that an edge drawn from a handle leaves by. */
export const branchAt = (ways: Ways, nodeId: string, handle: string | null | undefined): Branch =>
  ways.of(nodeId).find((way) => handleOf(way) === handle)?.branch ?? null;

/** What people call a way out; null for the ordinary one, which needs no name. */
export const wordFor = ({ branch, kind }: Way): string | null =>
  kind === 'any' ? ANY_BRANCH : branch;

/** When an edge is taken, as a sentence. */
export function meaningOf({ edge, way, role }: Passage, ways: Ways): string {
  const { branch, kind } = way;
  if (role === 'drawing') {
    return 'A drawing: it moves nobody.';
  }
  if (role === 'spine') {
    return kind === 'ordinary'
      ? 'Taken when the stage is done.'
      : kind === 'exception'
        ? 'Taken when the deadline of the stage passes.'
        : 'Never taken: the stage has no deadline.';
  }
  const timeoutLeadsOn = ways.passages.some(
    (other) => other.edge.source === edge.source && other.way.branch === TIMEOUT,
  );
  const timesOut = ways
    .of(edge.source)
    .some((other) => other.branch === TIMEOUT && other.kind === 'exception');
  const onTimeout = !timesOut ? '' : timeoutLeadsOn ? ', but not by a timeout' : ', or times out';
  switch (kind) {
    case 'ordinary':
      return `Taken when the step is done${onTimeout}.`;
    case 'any':
      return `Taken whichever branch is taken${onTimeout}.`;
    case 'choice':
      return `Taken when the step leaves by “${branch}”.`;
    case 'exception':
      return branch === ERROR ? 'Taken when the step fails.' : 'Taken when the step times out.';
    case 'closed':
      return `Never taken: the step does not leave by “${branch}”.`;
  }
}
