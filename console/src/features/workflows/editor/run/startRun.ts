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
import { ENDED } from '../../journeys/ended';
import { same } from '../model/document';
import { type ContactUse, calledFlows, contactUseOf, most } from './contactUse';

/** What will run: the newest version where the draft is the same, else the draft. */
export interface RunPlan {
  version: 'latest' | 'draft';
  inputSchema: JsonObject | null;
  defaults: JsonObject;
  connections: RequiredConnection[];
  contact: ContactUse;
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
}

/** Says how the saved flow would run; refuses one that has errors. */
export async function planRun(flowId: string): Promise<RunPlan> {
  const path = { id: flowId };
  const { data: flow } = await getFlow({ path, throwOnError: true });
  const [{ data: findings }, { data: form }, { data: types }, isPublished] = await Promise.all([
    validateGraph({ body: { kind: flow.kind, graph: flow.draft }, throwOnError: true }),
    getRunForm({ path, throwOnError: true }),
    listStepTypes({ throwOnError: true }),
    isAsPublished(flow),
  ]);
  const [first] = findings.errors;
  if (first) {
    throw new Error(first.message);
  }
  const inputSchema = flow.inputSchema ?? null;
  return {
    version: isPublished ? 'latest' : 'draft',
    inputSchema,
    defaults: isPublished ? form.defaults : defaultsOf(inputSchema),
    connections: form.requiredConnections,
    contact: await contactUse(
      flow,
      new Map(types.data.map((type) => [type.id, type])),
      new Set([flowId]),
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

/** Without the texts of saved mail, which publishing puts beside its id. */
function asWritten(graph: Flow['draft']): Flow['draft'] {
  const written = structuredClone(graph);
  const { nodes = [] } = written as { nodes?: { data?: JsonObject }[] };
  for (const { data } of nodes) {
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
export function needsForm({ inputSchema, connections, contact }: RunPlan): boolean {
  return (
    contact !== 'none' ||
    Object.keys((inputSchema?.properties as JsonObject | undefined) ?? {}).length > 0 ||
    connections.some(({ boundId }) => !boundId)
  );
}

export function requestOf({ version }: Pick<RunPlan, 'version'>, choice: RunChoice): RunRequest {
  return {
    input: choice.input,
    version,
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
  const { data: entity } = await getEntity({ path: { id: run.entityId } });
  return entity
    ? { contactId: entity.contactId, entityId: ENDED.includes(entity.status) ? null : entity.id }
    : NO_SUBJECT;
}

/** Begins at a step, with what a run that had come to it has left. */
export function startingAt(
  run: RunView,
  step: StepRow,
  version: NonNullable<RunRequest['version']>,
): RunRequest {
  return { version, startAt: { runId: run.id, nodeId: step.nodeId ?? null } };
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
