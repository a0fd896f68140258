import type { JsonObject } from '@/client';

/** What the API says of one field of a request. */
export interface Fault {
  pointer: string;
  message: string;
}

/** Fields that people know by another name than the API's. */
const LABELS: Readonly<Record<string, string>> = {
  uxNodeId: 'Stage',
  flowId: 'Flow',
  bmcFlowId: 'Business flow',
  systemFlowId: 'System flow',
  systemFlowIds: 'System flows',
  contactId: 'Contact',
  contactIds: 'Contacts',
  templateId: 'Template',
  platformAccountId: 'Account',
  maxPages: 'Pages at most',
  maxContacts: 'Contacts at most',
  criteria: 'Expression',
  q: 'Search',
};

/** The words of a field's name: `dueIn` becomes `Due in`. */
function words(name: string): string {
  const spaced = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}

const parts = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What people call the field that a pointer names; undefined for the request as a whole. */
function labelOf(path: readonly string[]): string | undefined {
  const field = path.findLast((part) => !/^\d+$/.test(part));
  if (field === undefined) {
    return undefined;
  }
  const last = path.at(-1) ?? '';
  const item = last !== field ? `, item ${Number(last) + 1}` : '';
  return (LABELS[field] ?? words(field)) + item;
}

/** The title that a schema gives to the field of a path. */
function titleIn(schema: unknown, path: readonly string[]): string | undefined {
  const field = path.reduce<unknown>((at, part) => {
    const { properties, items } = (at ?? {}) as JsonObject;
    return /^\d+$/.test(part) ? items : (properties as JsonObject | undefined)?.[part];
  }, schema);
  const title = (field as JsonObject | undefined)?.title;
  return typeof title === 'string' ? title : undefined;
}

/**
 * A fault as people read it: the field by its label, then what is wrong. A fault that is a sentence
 * already is left as it is.
 *
 * @param form where in the request the values of a form are, and the schema with the form's labels
 */
export function faultWords(
  { pointer, message }: Fault,
  form?: { at: string; schema: JsonObject | null | undefined },
): string {
  const path = parts(pointer);
  const inForm = form && pointer.startsWith(`${form.at}/`);
  const title = inForm ? titleIn(form.schema, path.slice(parts(form.at).length)) : undefined;
  const label = title ?? labelOf(path);
  const isSentence = !/^[a-z]/.test(message);
  const said = isSentence || label === undefined ? message : `${label} ${message}`;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
