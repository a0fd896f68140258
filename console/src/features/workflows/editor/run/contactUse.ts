import type { DraftGraph, JsonObject, StepType } from '@/client';
import { nodesOf } from '../model/document';

/** How much a flow has to do with a contact: its steps fail without one, look at one, or neither. */
export type ContactUse = 'needed' | 'seen' | 'none';

/** A text that names the contact or the entity, not counting what stands in quotes of CEL. */
const names = (text: string) =>
  /(?<![.\w])(contact|entity)\b/.test(text.replaceAll(/'[^']*'|"[^"]*"/g, ''));

const IN_TEMPLATES = /\{\{(.*?)\}\}/gs;

/** Whether any expression in a configuration names the contact or the entity. */
function looks(value: unknown, schema: JsonObject | undefined, format?: string): boolean {
  const own = (schema?.format as string | undefined) ?? format;
  if (typeof value === 'string') {
    return own === 'cel'
      ? names(value)
      : [...value.matchAll(IN_TEMPLATES)].some(([, inside = '']) => names(inside)) ||
          (own === 'timezone' && value === 'contact') ||
          (own === 'instant' && !value.includes('{{') && names(value));
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.entries(value).some(([key, part]) => {
    const declared = (schema?.properties as JsonObject | undefined)?.[key];
    const inner = declared ?? schema?.additionalProperties ?? schema?.items;
    return looks(part, inner as JsonObject | undefined, own);
  });
}

/** What the steps of a graph themselves ask of a contact. */
export function contactUseOf(
  graph: DraftGraph,
  stepTypes: ReadonlyMap<string, StepType>,
): ContactUse {
  const uses = nodesOf(graph).map(({ type, data = {} }): ContactUse => {
    const schema = stepTypes.get(type)?.schema as JsonObject | undefined;
    const need = schema?.['x-contact'] as { unless?: string } | undefined;
    if (need && !(need.unless && data[need.unless])) {
      return 'needed';
    }
    return looks(data, schema) ? 'seen' : 'none';
  });
  return most(uses);
}

/** The flows that a graph calls. */
export const calledFlows = (graph: DraftGraph): string[] =>
  nodesOf(graph)
    .filter(({ type }) => type === 'subflow' || type === 'for_each')
    .map(({ data }) => data?.flowId)
    .filter((id): id is string => typeof id === 'string');

export const most = (uses: readonly ContactUse[]): ContactUse =>
  uses.includes('needed') ? 'needed' : uses.includes('seen') ? 'seen' : 'none';
