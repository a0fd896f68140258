import type { JsonObject } from '@/client';
import { humanize } from '@/shared/format/words';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (Array.isArray(value)) {
    return value.map(valueWords).join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was filled in, by the labels and in the order of the form; what is empty is left out. */
export function answerFacts(form: JsonObject | null | undefined, answer: unknown) {
  if (!isObject(answer)) {
    return [];
  }
  const fields = isObject(form?.properties) ? form.properties : {};
  const names = [...new Set([...Object.keys(fields), ...Object.keys(answer)])];
  return names.flatMap((name): [label: string, words: string][] => {
    const field = fields[name];
    const title = isObject(field) && typeof field.title === 'string' ? field.title : humanize(name);
    const words = answer[name] == null ? '' : valueWords(answer[name]);
    return words === '' ? [] : [[title, words]];
  });
}
