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

/** A message without the node's name, which the reader sees anyway. */
export const brief = (problem: GraphProblem) =>
  problem.message.replace(/^(Node|Edge) '[^']*'(?: \([^)]*\))?:\s*/, '');
