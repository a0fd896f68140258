import type { JsonObject } from '@/client';

/** What stands in place of a value that is empty, until somebody writes something better. */
const FALLBACKS: Record<string, string> = {
  'contact.name': 'there',
  'contact.company': 'your company',
};

/** Fields of a contact that many do not have; without an address nobody is written to anyway. */
const SPARSE = /^contact\.(name|phone|company|title|timezone|lifecycleStage|attributes\..+)$/;

/** Whether a variable may be empty, by the schema of the input where it is about one. */
export function mayBeEmpty(variable: string, inputSchema: JsonObject | null): boolean {
  const [, input] = /^input\.(\w+)$/.exec(variable) ?? [];
  if (input !== undefined) {
    const { properties, required } = inputSchema ?? {};
    return (
      input in ((properties as JsonObject | undefined) ?? {}) &&
      !(Array.isArray(required) && required.includes(input))
    );
  }
  return SPARSE.test(variable) || /^entity\.metadata\../.test(variable);
}

interface Mention {
  variable: string;
  start: number;
  end: number;
}

interface Block {
  kind: string;
  variable: string;
  inElse: boolean;
}

const TAG = /\{\{\{?\s*(#\w+|\/\w+|else\b|\^)?\s*([^{}\s]*)[^{}]*\}?\}\}/g;

/** Whether a value is known to be there, or another thing is meant by its name. */
const guards = (variable: string) => (block: Block) =>
  block.kind === 'each' ||
  block.kind === 'with' ||
  (block.variable === variable && (block.kind === 'if') !== block.inElse);

/** Where a template puts values in without saying what stands there when they are empty. */
function bareMentions(template: string): Mention[] {
  const open: Block[] = [];
  const mentions: Mention[] = [];
  for (const match of template.matchAll(TAG)) {
    const [tag, word = '', variable = ''] = match;
    const inner = open.at(-1);
    if (word.startsWith('#')) {
      open.push({ kind: word.slice(1), variable, inElse: false });
    } else if (word.startsWith('/')) {
      open.pop();
    } else if (word !== '') {
      if (inner) {
        inner.inElse = true;
      }
    } else if (variable !== '' && !open.some(guards(variable))) {
      mentions.push({ variable, start: match.index, end: match.index + tag.length });
    }
  }
  return mentions;
}

/** The variables of a template that have no fallback, each once. */
export const bareVariables = (template: string) => [
  ...new Set(bareMentions(template).map(({ variable }) => variable)),
];

export interface Fallback {
  text: string;
  /** Where what stands in for the value is, the first time. */
  start: number;
  end: number;
}

/** The template with a fallback for a variable wherever it has none. */
export function withFallback(template: string, variable: string): Fallback {
  const fallback = FALLBACKS[variable] ?? '…';
  const mentions = bareMentions(template).filter((mention) => mention.variable === variable);
  let text = '';
  let done = 0;
  let start = -1;
  for (const mention of mentions) {
    const tag = template.slice(mention.start, mention.end);
    text += `${template.slice(done, mention.start)}{{#if ${variable}}}${tag}{{else}}`;
    start = start < 0 ? text.length : start;
    text += `${fallback}{{/if}}`;
    done = mention.end;
  }
  return { text: text + template.slice(done), start, end: start + fallback.length };
}
