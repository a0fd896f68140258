import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject, StepType } from '@/client';

/** What every step has besides its own settings. */
const COMMON_SCHEMA = {
  type: 'object',
  properties: {
    onError: {
      type: 'string',
      title: 'When it fails',
      oneOf: [
        { const: 'fail', title: 'Fail the path' },
        { const: 'continue', title: 'Go on as if it had worked' },
        { const: 'branch', title: 'Go on by the error branch' },
      ],
      default: 'fail',
    },
    timeout: {
      type: 'string',
      format: 'duration',
      title: 'Longest time of one attempt',
    },
    retry: {
      type: 'object',
      title: 'Retry',
      properties: {
        maxAttempts: {
          type: 'integer',
          minimum: 1,
          title: 'Attempts',
          description: '5 unless given.',
        },
        initialInterval: {
          type: 'string',
          format: 'duration',
          title: 'First pause',
          description: '1 second unless given.',
        },
        backoff: {
          type: 'number',
          minimum: 1,
          title: 'Each pause is longer by',
          description: '2 unless given.',
        },
      },
    },
  },
} satisfies JsonObject;

/** An expression that must be true or false, as schemas of the server mark it. */
const CONDITION = { type: 'string', format: 'cel', 'x-result': 'boolean' } as const;

/** The settings of a stage. */
export const STAGE_SCHEMA: RJSFSchema = {
  type: 'object',
  properties: {
    advance: {
      type: 'string',
      title: 'Leave when',
      oneOf: [
        { const: 'on_path_completed', title: 'every mapped flow has completed' },
        { const: 'auto', title: 'mapped flows have completed, at once without any' },
        { const: 'manual', title: 'somebody says so' },
        { const: 'on_event', title: 'an event comes' },
      ],
      default: 'on_path_completed',
    },
    event: { type: 'string', title: 'Name of the event', description: 'For leaving by an event.' },
    deadline: {
      type: 'string',
      format: 'duration',
      title: 'Longest stay',
      description: 'Then the timeout way is taken, or a person is asked.',
    },
    goal: {
      ...CONDITION,
      title: 'Goal',
      description: 'Once it is true, the stage is left at once.',
    },
    exitWhen: {
      ...CONDITION,
      title: 'End the journey when',
      description: 'Looked at after every event.',
    },
    humanApproval: { type: 'boolean', title: 'Ask a person before it is left' },
    start: { type: 'boolean', title: 'Journeys begin here' },
  },
};

/** The settings of a way from stage to stage. */
export const WAY_SCHEMA: RJSFSchema = {
  type: 'object',
  properties: {
    condition: {
      ...CONDITION,
      title: 'Taken when',
    },
    default: { type: 'boolean', title: 'Taken when nothing else is' },
    priority: {
      type: 'number',
      title: 'Priority',
      description: 'Ways are tried from the lowest.',
    },
  },
};

/** A type's schema as a form can show it: what only whole configurations can break is left to the server. */
export function formSchemaOf(type: StepType): RJSFSchema {
  const { anyOf: _, allOf: __, oneOf: ___, ...schema } = type.schema as RJSFSchema;
  return schema;
}

/** The common settings that a type does not have a meaning of its own for. */
export function commonSchemaOf(type: StepType): RJSFSchema {
  const own = (type.schema.properties ?? {}) as JsonObject;
  return {
    ...COMMON_SCHEMA,
    properties: Object.fromEntries(
      Object.entries(COMMON_SCHEMA.properties).filter(([name]) => !(name in own)),
    ),
  } as RJSFSchema;
}

/** What every step type calls the stored credentials that it uses. */
const CONNECTION = 'connection';

const isConnection = (name: string, { type }: RJSFSchema) =>
  name === CONNECTION && type === 'string';

const CONNECTION_UI: UiSchema = { 'ui:widget': CONNECTION };

/** Which field shows each part: free names and values of any shape have fields of their own. */
export function uiSchemaOf(schema: RJSFSchema, root = true): UiSchema {
  if (schema['x-schema'] === true) {
    return { 'ui:field': 'schema' };
  }
  if (!root && (schema.anyOf || (schema.type === 'object' && isOpen(schema)))) {
    return { 'ui:field': isMap(schema) ? 'map' : 'json', 'ui:fieldReplacesAnyOrOneOf': true };
  }
  if (schema.type === 'object') {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, part]) => [
        name,
        isConnection(name, part as RJSFSchema)
          ? CONNECTION_UI
          : uiSchemaOf(part as RJSFSchema, false),
      ]),
    );
  }
  if (schema.type === 'array' && typeof schema.items === 'object' && !Array.isArray(schema.items)) {
    if (schema.uniqueItems && schema.items.examples) {
      return { 'ui:field': 'words' };
    }
    return { items: uiSchemaOf(schema.items as RJSFSchema, false) };
  }
  return {
    ...(schema.default !== undefined && { 'ui:placeholder': nameOfDefault(schema) }),
    ...(schema.examples && { 'ui:widget': 'suggestions' }),
    ...('x-lines' in schema && { 'ui:options': { rows: schema['x-lines'] } }),
  };
}

/** What counts where nothing is chosen, as its option is called. */
function nameOfDefault(schema: RJSFSchema): string {
  const option = (schema.oneOf ?? []).find(
    (each) => typeof each === 'object' && each.const === schema.default,
  );
  return (typeof option === 'object' && option.title) || String(schema.default);
}

const isOpen = ({ properties }: RJSFSchema) => !properties || Object.keys(properties).length === 0;

function isMap({ additionalProperties, anyOf }: RJSFSchema): boolean {
  return (
    !anyOf &&
    typeof additionalProperties === 'object' &&
    (additionalProperties.format === 'cel' || additionalProperties.format === 'template')
  );
}
