import type { GraphFindings, GraphNode, GraphProblem, JsonObject, StepType } from '@/client';

const MISSING = /'([^']+)' is missing;/;

/** What people call a setting of a step. */
function titleOf(type: StepType | undefined, name: string): string | undefined {
  const properties = type?.schema.properties as Record<string, JsonObject> | undefined;
  const title = properties?.[name]?.title;
  return typeof title === 'string' ? title : undefined;
}

/** Findings of which those about a setting that is missing name it as the form does. */
export function inLabels(
  findings: GraphFindings | undefined,
  nodes: readonly GraphNode[],
  stepTypes: ReadonlyMap<string, StepType>,
): GraphFindings | undefined {
  if (!findings) {
    return undefined;
  }
  const types = new Map(nodes.map(({ id, type }) => [id, stepTypes.get(type)]));
  const labelled = (problem: GraphProblem): GraphProblem => ({
    ...problem,
    message: problem.message.replace(MISSING, (whole, name: string) => {
      const title = titleOf(types.get(problem.nodeId ?? ''), name);
      return title ? `“${title}” is missing;` : whole;
    }),
  });
  return {
    ...findings,
    errors: findings.errors.map(labelled),
    warnings: findings.warnings.map(labelled),
  };
}
