import type { DraftGraph, FlowKind, JsonObject } from '@/client';
import { edgesOf } from './document';

const CONTACT = [
  'id',
  'name',
  'email',
  'phone',
  'company',
  'title',
  'timezone',
  'platform',
  'attributes',
  'tags',
  'status',
  'lifecycleStage',
  'unsubscribedAt',
].map((field) => `contact.${field}`);

const ENTITY = ['id', 'flowId', 'currentNodeId', 'metadata'].map((field) => `entity.${field}`);

export type Language = 'cel' | 'template';

/** The nodes that come before one, by any way. */
function upstream(graph: DraftGraph, nodeId: string): Set<string> {
  const before = new Set<string>();
  const open = [nodeId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { source, target } of edgesOf(graph)) {
      if (target === next && !before.has(source)) {
        before.add(source);
        open.push(source);
      }
    }
  }
  before.delete(nodeId);
  return before;
}

function stepPath(id: string, language: Language): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(id)) {
    return `steps.${id}`;
  }
  return language === 'cel' ? `steps["${id}"]` : `steps.[${id}]`;
}

/** What an expression or template at a node can name, nearest things first. */
export function variablesAt(
  graph: DraftGraph,
  kind: FlowKind,
  nodeId: string,
  inputSchema: JsonObject | null,
  language: Language,
): string[] {
  const events = language === 'cel' ? ['event.name', 'event.data'] : [];
  if (kind === 'bmc') {
    return [...CONTACT, ...ENTITY, 'now', ...events];
  }
  const inputs = Object.keys((inputSchema?.properties as JsonObject | undefined) ?? {});
  const steps = [...upstream(graph, nodeId)].flatMap((id) => [
    `${stepPath(id, language)}.output`,
    `${stepPath(id, language)}.status`,
  ]);
  return [
    ...steps,
    ...inputs.map((name) => `input.${name}`),
    ...CONTACT,
    ...ENTITY,
    'input',
    'trigger',
    'now',
    ...events,
  ];
}

/** The word before the caret that a variable may complete, and where it begins. */
export interface Word {
  text: string;
  start: number;
}

/** In a template a variable stands between braces, in CEL anywhere. */
export function wordAt(text: string, caret: number, language: Language): Word | null {
  const before = text.slice(0, caret);
  if (language === 'template' && before.lastIndexOf('{{') <= before.lastIndexOf('}}')) {
    return null;
  }
  const word = /[\w.[\]"-]*$/.exec(before)?.[0] ?? '';
  return { text: word, start: caret - word.length };
}

/**
 * Those of the variables that the word may become, the likeliest first: what begins with it, then
 * what has a part that does, then what holds it anywhere. None when it is already one of them.
 */
export function completionsOf(word: Word, variables: readonly string[]): string[] {
  if (variables.includes(word.text)) {
    return [];
  }
  const asked = word.text.toLowerCase();
  const places = variables.map((variable) => ({
    variable,
    place: placeOf(asked, variable.toLowerCase()),
  }));
  return [0, 1, 2].flatMap((wanted) =>
    places.filter(({ place }) => place === wanted).map(({ variable }) => variable),
  );
}

function placeOf(asked: string, variable: string): 0 | 1 | 2 | undefined {
  if (variable.startsWith(asked)) {
    return 0;
  }
  if (variable.split('.').some((part) => part.startsWith(asked))) {
    return 1;
  }
  return variable.includes(asked) ? 2 : undefined;
}

/** The text with the word replaced, and where the caret then stands. */
export function complete(
  text: string,
  caret: number,
  word: Word,
  variable: string,
  language: Language,
): { text: string; caret: number } {
  const after = text.slice(caret);
  const close = language === 'template' && !/^\s*}}/.test(after) ? '}}' : '';
  const start = text.slice(0, word.start) + variable;
  return { text: start + close + after, caret: start.length + close.length };
}
