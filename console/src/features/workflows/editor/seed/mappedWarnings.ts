import type { DraftGraph, GraphProblem, StepType } from '@/client';
import { labelOf, nodesOf } from '../model/document';
import { named } from '../model/findings';
import { lint } from '../model/lint';
import { readWays } from '../model/ways';

/** A system flow in the version that runs. */
export interface LiveFlow {
  graph: DraftGraph;
  /** What the server says of it. */
  warnings: readonly GraphProblem[];
}

/** What is doubtful about a system flow, told with its name, since it stands among other flows. */
export function mappedWarnings(
  name: string,
  { graph, warnings }: LiveFlow,
  stepTypes: ReadonlyMap<string, StepType>,
): GraphProblem[] {
  const nodeNames = new Map(nodesOf(graph).map((node) => [node.id, labelOf(node)]));
  const found = lint(graph, 'system', readWays(graph, 'system', stepTypes), []);
  return [...warnings, ...found].map((problem) => ({
    message: `${name}: ${named(problem, nodeNames)}`,
  }));
}
