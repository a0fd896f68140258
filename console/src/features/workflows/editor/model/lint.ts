import type { DraftGraph, FlowKind, GraphProblem, UxMapping } from '@/client';
import { isUx, labelOf, nodesOf, once } from './document';
import { chooses, type Ways } from './ways';

/** What is likely a mistake though the flow could be published, besides what the server finds. */
export function lint(
  graph: DraftGraph,
  kind: FlowKind,
  ways: Ways,
  mappings: readonly UxMapping[],
): GraphProblem[] {
  return kind === 'system'
    ? [...unintendedStarts(graph, ways), ...oneWayOut(graph, ways)]
    : stuckStages(graph, ways, mappings);
}

/** Steps that start with the run though another one looks like its start. */
function unintendedStarts(graph: DraftGraph, ways: Ways): GraphProblem[] {
  const nodes = once(nodesOf(graph), ({ id }) => id);
  const links = ways.passages.map(({ edge }) => edge).filter((edge) => edge.source !== edge.target);
  const fed = new Set(links.map(({ target }) => target));
  const onward = new Map<string, string[]>();
  for (const { source, target } of links) {
    onward.set(source, [...(onward.get(source) ?? []), target]);
  }
  const starts = nodes
    .filter(({ id }) => !fed.has(id))
    .map((node) => ({ node, leadsTo: countBehind(node.id, onward) }));
  const [first] = starts
    .filter(({ leadsTo }) => leadsTo > 0)
    .sort((one, other) => other.leadsTo - one.leadsTo);
  if (nodes.length < 2) {
    return [];
  }
  return starts
    .filter((start) => start !== first)
    .map(({ node, leadsTo }) => ({
      nodeId: node.id,
      message:
        leadsTo === 0
          ? 'it is connected to nothing, so it runs as soon as the run begins; connect or remove it'
          : `the run begins here too, besides at “${first && labelOf(first.node)}”; connect it if another step comes first`,
    }));
}

/** How many steps come behind one. */
function countBehind(from: string, onward: ReadonlyMap<string, readonly string[]>): number {
  const seen = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of onward.get(next) ?? []) {
      if (!seen.has(target)) {
        seen.add(target);
        open.push(target);
      }
    }
  }
  return seen.size;
}

/** Steps that choose among ways of which at most one leads on. */
function oneWayOut(graph: DraftGraph, ways: Ways): GraphProblem[] {
  return once(nodesOf(graph), ({ id }) => id)
    .filter(chooses)
    .flatMap(({ id }): GraphProblem[] => {
      const out = ways.passages.filter(({ edge }) => edge.source === id).map(({ way }) => way);
      const choices = ways.of(id).filter(({ kind }) => kind === 'choice');
      const taken = choices.filter((choice) => out.some(({ branch }) => branch === choice.branch));
      if (choices.length < 2 || taken.length > 1 || out.some(({ kind }) => kind === 'any')) {
        return [];
      }
      const [only] = taken;
      return [
        {
          nodeId: id,
          message: only
            ? `only “${only.branch}” leads on, and the path ends by any other way; connect the others if that is not meant`
            : 'nothing follows it, so what it decides changes nothing; connect its ways',
        },
      ];
    });
}

/** Stages that have ways on, yet where nothing ever lets people go. */
function stuckStages(
  graph: DraftGraph,
  ways: Ways,
  mappings: readonly UxMapping[],
): GraphProblem[] {
  const mapped = new Set(mappings.map(({ uxNodeId }) => uxNodeId));
  return once(nodesOf(graph), ({ id }) => id)
    .filter(isUx)
    .filter(({ id, data = {} }) => {
      const leavesByFlows = !data.advance || data.advance === 'on_path_completed';
      const leavesOtherwise = data.deadline || data.goal || data.exitWhen;
      const hasWay = ways.passages.some(({ edge, role }) => role === 'spine' && edge.source === id);
      return leavesByFlows && !leavesOtherwise && !mapped.has(id) && hasWay;
    })
    .map(({ id }) => ({
      nodeId: id,
      message:
        'no flow runs here and nothing else moves people on, so they stay until somebody moves them; map a flow, or choose when they leave',
    }));
}
