import type { DraftGraph, GraphEdge, GraphNode } from '@/client';
import { edgesOf, labelOf, nodesOf, same } from './document';

export interface FieldChange {
  /** Path inside the element, as `data.subject`. */
  field: string;
  before: unknown;
  after: unknown;
}

export interface ElementChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  element: 'node' | 'edge' | 'settings';
  id: string;
  /** What people call it: a node's name, or the names at an edge's ends. */
  label: string;
  fields: FieldChange[];
}

/** The fields in which two values differ, each as deep as it goes. */
function fieldChanges(before: unknown, after: unknown, path: string): FieldChange[] {
  if (same(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      fieldChanges(before[key], after[key], path ? `${path}.${key}` : key),
    );
  }
  return [{ field: path, before, after }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare<T extends { id: string }>(
  element: 'node' | 'edge',
  before: readonly T[],
  after: readonly T[],
  name: (item: T) => string,
): ElementChange[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.map(({ id }) => id));
  const base = (item: T) => ({ element, id: item.id, label: name(item) });
  return [
    ...after.flatMap((item): ElementChange[] => {
      const old = known.get(item.id);
      if (!old) {
        return [{ kind: 'added', ...base(item), fields: [] }];
      }
      const fields = fieldChanges(old, item, '');
      if (fields.length === 0) {
        return [];
      }
      const content = fields.filter(({ field }) => !field.startsWith('position'));
      return [{ kind: content.length > 0 ? 'changed' : 'moved', ...base(item), fields: content }];
    }),
    ...before
      .filter(({ id }) => !kept.has(id))
      .map((item): ElementChange => ({ kind: 'removed', ...base(item), fields: [] })),
  ];
}

/** What has changed from one graph to another, as a person would tell it. */
export function diff(before: DraftGraph, after: DraftGraph): ElementChange[] {
  const names = new Map(
    [...nodesOf(before), ...nodesOf(after)].map((node: GraphNode) => [node.id, labelOf(node)]),
  );
  const nameOf = ({ source, target, sourceHandle }: GraphEdge) =>
    `${names.get(source) ?? source} → ${names.get(target) ?? target}${
      sourceHandle ? ` (${sourceHandle})` : ''
    }`;
  const settings = fieldChanges(before.settings ?? {}, after.settings ?? {}, '');
  return [
    ...compare('node', nodesOf(before), nodesOf(after), labelOf),
    ...compare('edge', edgesOf(before), edgesOf(after), nameOf),
    ...(settings.length > 0
      ? [
          {
            kind: 'changed' as const,
            element: 'settings' as const,
            id: 'settings',
            label: 'Settings',
            fields: settings,
          },
        ]
      : []),
  ];
}
