import type { JsonObject } from '@/client';

/** What a field of a form takes, as people choose it. */
export const FIELD_TYPES = {
  text: 'Text',
  email: 'E-mail address',
  url: 'Web address',
  date: 'Date',
  moment: 'Date and time',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  choice: 'One of several',
  choices: 'Some of several',
} as const;

export type FieldType = keyof typeof FIELD_TYPES;

export interface SchemaField {
  name: string;
  label: string;
  type: FieldType;
  isRequired: boolean;
  /** What can be chosen; empty for types without a choice. */
  choices: readonly string[];
  /** The other keywords of its schema, which stay as they are. */
  rest: JsonObject;
}

/** A JSON Schema of an object as a list of fields. */
export interface SchemaFields {
  fields: readonly SchemaField[];
  /** The other keywords of the object, which stay as they are. */
  rest: JsonObject;
}

const FORMATS = { email: 'email', url: 'uri', date: 'date', moment: 'date-time' } as const;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The fields of a schema, in their order; null for one that says what fields cannot. */
export function readSchema(schema: JsonObject | null): SchemaFields | null {
  const { type = 'object', properties = {}, required = [], ...rest } = schema ?? {};
  if (type !== 'object' || !isObject(properties) || !isTexts(required)) {
    return null;
  }
  if (required.some((name) => !Object.hasOwn(properties, name))) {
    return null;
  }
  const fields = Object.entries(properties).map(([name, property]) =>
    readField(name, property, required.includes(name)),
  );
  return fields.every((field) => field !== null) ? { fields, rest } : null;
}

function readField(name: string, property: unknown, isRequired: boolean): SchemaField | null {
  if (!isObject(property)) {
    return null;
  }
  const { title, type, format, enum: options, items, uniqueItems, ...rest } = property;
  if (title !== undefined && typeof title !== 'string') {
    return null;
  }
  const as = (of: FieldType, choices: readonly string[] = []): SchemaField => ({
    name,
    label: title ?? '',
    type: of,
    isRequired,
    choices,
    rest,
  });
  const isSimple = items === undefined && uniqueItems === undefined;
  if (type === 'string' && isSimple) {
    if (options !== undefined) {
      return format === undefined && isTexts(options) ? as('choice', options) : null;
    }
    const named = Object.entries(FORMATS).find(([, known]) => known === format);
    return named ? as(named[0] as FieldType) : format === undefined ? as('text') : null;
  }
  if (format !== undefined || options !== undefined) {
    return null;
  }
  if ((type === 'number' || type === 'integer' || type === 'boolean') && isSimple) {
    return as(type);
  }
  return type === 'array' && uniqueItems === true && isChoice(items)
    ? as('choices', items.enum)
    : null;
}

const isChoice = (items: unknown): items is { type: 'string'; enum: string[] } =>
  isObject(items) &&
  items.type === 'string' &&
  isTexts(items.enum) &&
  Object.keys(items).length === 2;

/** The schema that fields are; null for none, where nothing else is said. */
export function writeSchema({ fields, rest }: SchemaFields): JsonObject | null {
  if (fields.length === 0 && Object.keys(rest).length === 0) {
    return null;
  }
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    ...rest,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, writeField(field)])),
    ...(required.length > 0 && { required }),
  };
}

function writeField({ type, label, choices, rest }: SchemaField): JsonObject {
  const title = label === '' ? {} : { title: label };
  switch (type) {
    case 'text':
      return { type: 'string', ...title, ...rest };
    case 'email':
    case 'url':
    case 'date':
    case 'moment':
      return { type: 'string', format: FORMATS[type], ...title, ...rest };
    case 'number':
    case 'integer':
    case 'boolean':
      return { type, ...title, ...rest };
    case 'choice':
      return { type: 'string', enum: [...choices], ...title, ...rest };
    case 'choices':
      return {
        type: 'array',
        uniqueItems: true,
        items: { type: 'string', enum: [...choices] },
        ...title,
        ...rest,
      };
  }
}

/** Whether a type has something to choose from. */
export const hasChoices = (type: FieldType) => type === 'choice' || type === 'choices';

/** A field of another type; what only its former type can say is gone. */
export const fieldAs = (field: SchemaField, type: FieldType): SchemaField => ({
  ...field,
  type,
  choices: hasChoices(type) ? field.choices : [],
  rest: 'description' in field.rest ? { description: field.rest.description } : {},
});

/** The name of a field in data, from what people call it. */
export const nameOf = (label: string): string =>
  label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replaceAll(/[\s_-]+/g, '_')
    .replace(/^(?=\d)/, '_');

/** A field under edit. */
export interface FieldDraft {
  field: SchemaField;
  /** The field when it was last complete; the schema has it while something is wrong. */
  kept: SchemaField | null;
  /** What is wrong with it; null for nothing. */
  fault: string | null;
}

export const draftOfField = (field: SchemaField): FieldDraft => ({
  field,
  kept: field,
  fault: null,
});

const TAKEN = 'Another field has this name.';

/** What is wrong with a field by itself; null for nothing. */
function faultOf({ name, type, choices }: SchemaField): string | null {
  if (name.trim() === '') {
    return 'It needs a name.';
  }
  if (/^\d+$/.test(name)) {
    return 'A name is more than a number.';
  }
  return hasChoices(type) && choices.length === 0 ? 'Give at least one choice.' : null;
}

/** Whether a field had its name before others took it. */
const owns = ({ field, kept }: FieldDraft) => kept?.name === field.name;

/** Fields after an edit: what is wrong with each of them, and what is kept of it. */
export function settle(drafts: readonly Omit<FieldDraft, 'fault'>[]): FieldDraft[] {
  const judged = drafts.map((draft, index) => ({ ...draft, fault: faultOf(draft.field), index }));
  const isTaken = (draft: (typeof judged)[number]) =>
    judged.some(
      (other) =>
        other.index !== draft.index &&
        other.field.name === draft.field.name &&
        !owns(draft) &&
        (owns(other) || other.index < draft.index),
    );
  let next = judged.map((draft) => ({
    ...draft,
    fault: draft.fault ?? (isTaken(draft) ? TAKEN : null),
  }));
  // A field that falls back to its former name takes that from whoever has it by now.
  for (const _ of drafts) {
    const held = next.filter(({ fault }) => fault !== null);
    next = next.map((draft) => ({
      ...draft,
      fault:
        draft.fault ?? (held.some(({ kept }) => kept?.name === draft.field.name) ? TAKEN : null),
    }));
  }
  return next.map(({ field, kept, fault }) => ({
    field,
    kept: fault === null ? field : kept,
    fault,
  }));
}
