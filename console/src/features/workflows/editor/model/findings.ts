import type { GraphFindings, GraphProblem } from '@/client';

export interface Faults {
  errors: GraphProblem[];
  warnings: GraphProblem[];
}

const NONE: Faults = { errors: [], warnings: [] };

/** What validation found at one node or edge. */
export function faultsAt(
  findings: GraphFindings | undefined,
  at: { nodeId: string } | { edgeId: string },
): Faults {
  if (!findings) {
    return NONE;
  }
  const isHere = (problem: GraphProblem) =>
    'nodeId' in at ? problem.nodeId === at.nodeId : problem.edgeId === at.edgeId;
  return {
    errors: findings.errors.filter(isHere),
    warnings: findings.warnings.filter(isHere),
  };
}

/** The steps of a field's path inside the node's data: `data.cases[0].name`. */
export function fieldPath(field: string | null | undefined): string[] {
  return (field ?? '')
    .replaceAll('[', '.')
    .replaceAll(']', '')
    .split('.')
    .filter((part, index) => part !== '' && !(index === 0 && part === 'data'));
}

/** The findings of the server, with more warnings. */
export const withWarnings = (
  findings: GraphFindings | undefined,
  more: readonly GraphProblem[],
): GraphFindings | undefined =>
  findings && { ...findings, warnings: [...findings.warnings, ...more] };

/** How the server begins what it says of an edge, with the ids of its ends. */
const OF_EDGE = /^Edge '[^']*' \((?<source>.+) → (?<target>.+)\):/;

/** A message with the name that people see of the node or edge that it is about. */
export function named(problem: GraphProblem, names: ReadonlyMap<string, string>): string {
  const nameOf = (id: string) => names.get(id) ?? id;
  const ends = OF_EDGE.exec(problem.message)?.groups;
  const name = ends
    ? `${nameOf(ends.source ?? '')} → ${nameOf(ends.target ?? '')}`
    : names.get(problem.nodeId ?? '');
  return name === undefined ? problem.message : `${name}: ${brief(problem)}`;
}

/** A message without the node's name, which the reader sees anyway. */
export const brief = (problem: GraphProblem) =>
  problem.message.replace(/^(Node|Edge) '[^']*'(?: \([^)]*\))?:\s*/, '');
