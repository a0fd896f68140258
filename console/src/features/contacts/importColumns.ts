import type { ImportPreviewColumn } from '@/client';

/** The fields of a contact that a column can hold, by the names that the API gives them. */
const FIELDS: Readonly<Record<string, string>> = {
  email: 'E-mail',
  name: 'Name',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  timezone: 'Time zone',
  tags: 'Tags',
  lifecycleStage: 'Lifecycle stage',
  status: 'Status',
  unsubscribedAt: 'Unsubscribed at',
};

const ATTRIBUTES = 'attributes.';

/** Of a column that is not imported. */
export const LEFT_OUT = '';

interface Choice {
  value: string;
  label: string;
}

/** What a column can hold: nothing, a field, or an attribute that has its name. */
export function choicesOf({ name, holds }: Pick<ImportPreviewColumn, 'name' | 'holds'>): Choice[] {
  const attributes = new Set(
    [
      name.trim() && `${ATTRIBUTES}${name.trim()}`,
      holds?.startsWith(ATTRIBUTES) ? holds : '',
    ].filter(Boolean),
  );
  return [
    { value: LEFT_OUT, label: 'Leave out' },
    ...Object.entries(FIELDS).map(([value, label]) => ({ value, label })),
    ...[...attributes].map((value) => ({ value, label: labelOf(value) })),
  ];
}

/** What is wrong with the choices, for the person who makes them; null while nothing is. */
export function mistakeIn(holds: readonly string[]): string | null {
  if (!holds.includes('email')) {
    return 'Choose which column holds the e-mail address: contacts are told apart by it.';
  }
  const twice = holds.find((each, index) => each !== LEFT_OUT && holds.indexOf(each) !== index);
  return twice ? `Two columns hold “${labelOf(twice)}”. Leave one of them out.` : null;
}

/** The choices as the API takes them: a line of CSV. */
export function asLine(holds: readonly string[]): string {
  return holds.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
}

function labelOf(holds: string): string {
  return FIELDS[holds] ?? `Attribute “${holds.slice(ATTRIBUTES.length)}”`;
}
