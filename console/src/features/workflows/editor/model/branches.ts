import type { GraphEdge, GraphNode, StepType } from '@/client';

/** Step types that are left by one of their branches only. */
const FORKS = new Set(['condition', 'switch', 'split']);

/** A way out of a node: its handle, null for the ordinary one. */
export type Branch = string | null;

function namesIn(list: unknown): string[] {
  return Array.isArray(list)
    ? list
        .map((item) =>
          typeof item === 'string' ? item : (item as { name?: unknown } | null)?.name,
        )
        .filter((name): name is string => typeof name === 'string' && name !== '')
    : [];
}

/**
 * The ways out that a node offers: those of its type, those that its configuration names, and those
 * that edges already hang from.
 */
export function branchesOf(
  node: GraphNode,
  type: StepType | undefined,
  edges: readonly GraphEdge[],
): Branch[] {
  const data = node.data ?? {};
  const named =
    node.type === 'ux'
      ? data.deadline
        ? ['timeout']
        : []
      : [
          ...namesIn(data.cases),
          ...namesIn(data.branches),
          ...namesIn(data.choices),
          ...(type?.branches ?? []).filter((branch) => branch !== 'timeout' || canTimeOut(node)),
          ...(data.onError === 'branch' ? ['error'] : []),
        ];
  const used = edges
    .filter(({ source, sourceHandle }) => source === node.id && sourceHandle)
    .map(({ sourceHandle }) => sourceHandle as string);
  const ordinary: Branch[] = FORKS.has(node.type) ? [] : [null];
  return [...new Set<Branch>([...ordinary, ...named, ...used])];
}

function canTimeOut({ type, data }: GraphNode): boolean {
  return Boolean(type === 'human.task' ? data?.dueIn : data?.timeout);
}
