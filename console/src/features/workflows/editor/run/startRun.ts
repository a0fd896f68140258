import {
  type Flow,
  getEntity,
  getFlow,
  getFlowVersion,
  getRunForm,
  type JsonObject,
  listStepTypes,
  type RequiredConnection,
  type RunRequest,
  type RunView,
  runFlow,
  type StepRow,
  type StepType,
  validateGraph,
} from '@/client';
import { isNotFound } from '@/shared/api/ApiError';
import { ENDED } from '../../journeys/ended';
import { labelOf, nodesOf, same } from '../model/document';
import { named } from '../model/findings';
import { pinOf } from '../test/pins';
import { type ContactUse, calledFlows, contactUseOf, most } from './contactUse';

/** What will run: the newest version where the draft is the same, else the draft. */
export interface RunPlan {
  version: 'latest' | 'draft';
  inputSchema: JsonObject | null;
  defaults: JsonObject;
  connections: RequiredConnection[];
  contact: ContactUse;
  /** The step that runs alone; null where all run. */
  only: string | null;
  /** The steps of which an output is pinned. */
  pinned: TestedStep[];
  /** The steps that reach the outside, or change what is stored. */
  acting: TestedStep[];
}

export interface TestedStep {
  id: string;
  label: string;
  /** What its type is called. */
  title: string;
}

/** Whom a run is for: nobody, a contact alone, or one in a journey. */
export interface RunSubject {
  contactId: string | null;
  entityId: string | null;
}

export const NO_SUBJECT: RunSubject = { contactId: null, entityId: null };

/** What one run is given. */
export interface RunChoice {
  input: JsonObject;
  connections: Record<string, string>;
  subject: RunSubject;
  /** Whether steps give what is pinned of them. */
  usesPins: boolean;
  /** The run whose outputs a step sees that runs alone. */
  from: string | null;
}

/** Says how the saved flow, or one step of it, would run; refuses a flow that has errors. */
export async function planRun(flowId: string, only: string | null = null): Promise<RunPlan> {
  const path = { id: flowId };
  const { data: flow } = await getFlow({ path, throwOnError: true });
  const [{ data: findings }, { data: form }, { data: types }, isPublished] = await Promise.all([
    validateGraph({ body: { kind: flow.kind, graph: flow.draft }, throwOnError: true }),
    getRunForm({ path, throwOnError: true }),
    listStepTypes({ throwOnError: true }),
    isAsPublished(flow),
  ]);
  const inputSchema = flow.inputSchema ?? null;
  const stepTypes = new Map(types.data.map((type) => [type.id, type]));
  const steps = nodesOf(flow.draft);
  const [first] = findings.errors.filter(({ nodeId }) => only === null || nodeId === only);
  if (first) {
    throw new Error(named(first, new Map(steps.map((node) => [node.id, labelOf(node)]))));
  }
  const running = steps.filter(({ id }) => only === null || id === only);
  const described = (nodes: typeof steps) =>
    nodes.map((node) => ({
      id: node.id,
      label: labelOf(node),
      title: stepTypes.get(node.type)?.title ?? node.type,
    }));
  return {
    version: isPublished ? 'latest' : 'draft',
    inputSchema,
    defaults: isPublished ? form.defaults : defaultsOf(inputSchema),
    connections: form.requiredConnections.filter(({ nodeIds }) =>
      running.some(({ id }) => nodeIds.includes(id)),
    ),
    contact: await contactUse(
      { draft: { ...flow.draft, nodes: running } },
      stepTypes,
      new Set([flowId]),
    ),
    only,
    pinned: described(steps.filter((node) => node.id !== only && pinOf(node) !== null)),
    acting: described(
      running.filter(({ type }) => {
        const { effect = false, writes = false } = stepTypes.get(type) ?? {};
        return effect || writes;
      }),
    ),
  };
}

/** What a flow and those that it calls ask of a contact; each is looked at once. */
async function contactUse(
  { draft }: Pick<Flow, 'draft'>,
  stepTypes: ReadonlyMap<string, StepType>,
  seen: Set<string>,
): Promise<ContactUse> {
  const own = contactUseOf(draft, stepTypes);
  const called = calledFlows(draft).filter((id) => !seen.has(id));
  called.forEach((id) => void seen.add(id));
  const uses = await Promise.all(
    own === 'needed' ? [] : called.map((id) => contactUseOfFlow(id, stepTypes, seen)),
  );
  return most([own, ...uses]);
}

async function contactUseOfFlow(
  id: string,
  stepTypes: ReadonlyMap<string, StepType>,
  seen: Set<string>,
): Promise<ContactUse> {
  // One that is gone is told of by the run itself.
  const { data: flow } = await getFlow({ path: { id } });
  return flow ? contactUse(flow, stepTypes, seen) : 'none';
}

async function isAsPublished(flow: Flow): Promise<boolean> {
  if (!flow.latestVersion) {
    return false;
  }
  const { data } = await getFlowVersion({
    path: { id: flow.id, version: flow.latestVersion },
    throwOnError: true,
  });
  return (
    same(asWritten(data.graph), asWritten(flow.draft)) &&
    same(data.inputSchema ?? null, flow.inputSchema ?? null)
  );
}

/** Without pins, and the texts of saved mail, which publishing puts beside its id. */
function asWritten(graph: Flow['draft']): Flow['draft'] {
  const written = structuredClone(graph);
  for (const node of nodesOf(written)) {
    delete node.pin;
    const { data } = node;
    if (data?.mailTemplate) {
      delete data.subject;
      delete data.text;
      delete data.html;
    }
  }
  return written;
}

/** The values that a schema begins with. */
export function defaultsOf(schema: JsonObject | null): JsonObject {
  const properties = (schema?.properties ?? {}) as Record<string, { default?: unknown }>;
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => property?.default !== undefined)
      .map(([name, property]) => [name, property.default]),
  );
}

/** Whether there is anything to ask before it runs. */
export function needsForm({ inputSchema, connections, contact, pinned }: RunPlan): boolean {
  return (
    contact !== 'none' ||
    pinned.length > 0 ||
    Object.keys((inputSchema?.properties as JsonObject | undefined) ?? {}).length > 0 ||
    connections.some(({ boundId }) => !boundId)
  );
}

/**
 * Whether there is anything to ask, or to say, before a step runs alone: it acts, or it has neither
 * a run to take its input from nor an input of its own.
 */
export function asksAboutStep(plan: RunPlan, { from, subject }: RunChoice): boolean {
  const lacksContact = plan.contact === 'needed' && !subject.contactId && !subject.entityId;
  return plan.acting.length > 0 || lacksContact || (from === null && needsForm(plan));
}

export function requestOf(
  { version, only }: Pick<RunPlan, 'version' | 'only'>,
  choice: RunChoice,
): RunRequest {
  return {
    input: choice.input,
    version: choice.usesPins || only !== null ? 'draft' : version,
    ...(choice.usesPins && { pins: true }),
    ...(only !== null && {
      startAt: { nodeId: only, only: true, ...(choice.from !== null && { runId: choice.from }) },
    }),
    ...(choice.subject.entityId
      ? { entityId: choice.subject.entityId }
      : choice.subject.contactId && { contactId: choice.subject.contactId }),
    ...(Object.keys(choice.connections).length > 0 && { connections: choice.connections }),
  };
}

/** Whom an earlier run was for, as far as another can be for them. */
export async function subjectOf(run: RunView): Promise<RunSubject> {
  if (!run.entityId) {
    const { contactId } = run.trigger as JsonObject;
    return { contactId: typeof contactId === 'string' ? contactId : null, entityId: null };
  }
  const { data: entity, error } = await getEntity({ path: { id: run.entityId } });
  if (entity) {
    const isEnded = ENDED.includes(entity.status);
    return { contactId: entity.contactId, entityId: isEnded ? null : entity.id };
  }
  if (isNotFound(error)) {
    return NO_SUBJECT;
  }
  throw error;
}

/** Whether a run was a test in which steps gave what was pinned of them. */
export const usedPins = ({ trigger }: Pick<RunView, 'trigger'>) =>
  (trigger as JsonObject).pins === true;

/** Whether a run was of one step alone. */
export const wasOfOneStep = ({ trigger }: Pick<RunView, 'trigger'>) =>
  ((trigger as JsonObject).startAt as JsonObject | undefined)?.only === true;

/** Begins at a step, with what a run that had come to it has left. */
export function startingAt(
  run: RunView,
  step: StepRow,
  version: NonNullable<RunRequest['version']>,
): RunRequest {
  const startAt = { runId: run.id, nodeId: step.nodeId ?? null };
  return usedPins(run) ? { version: 'draft', pins: true, startAt } : { version, startAt };
}

/** Starts a run; its id. */
export async function startRun(flowId: string, request: RunRequest): Promise<string> {
  const { data } = await runFlow({ path: { flowId }, body: request, throwOnError: true });
  if (!('runId' in data)) {
    throw new Error('Only system flows are run directly.');
  }
  return data.runId;
}

/** The same request for a shell. */
export function asCurl(flowId: string, request: RunRequest): string {
  const body = JSON.stringify(request).replaceAll("'", `'\\''`);
  return [
    `curl -X POST ${window.location.origin}/api/flows/${flowId}/run`,
    `  -H 'Content-Type: application/json'`,
    `  -d '${body}'`,
  ].join(' \\\n');
}
