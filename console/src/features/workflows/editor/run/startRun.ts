import {
  type Flow,
  getFlow,
  getFlowVersion,
  getRunForm,
  type JsonObject,
  type RequiredConnection,
  type RunRequest,
  type RunView,
  runFlow,
  type StepRow,
  validateGraph,
} from '@/client';
import { same } from '../model/document';

/** What will run: the newest version where the draft is the same, else the draft. */
export interface RunPlan {
  version: 'latest' | 'draft';
  inputSchema: JsonObject | null;
  defaults: JsonObject;
  connections: RequiredConnection[];
}

/** What one run is given. */
export interface RunChoice {
  input: JsonObject;
  connections: Record<string, string>;
}

/** Says how the saved flow would run; refuses one that has errors. */
export async function planRun(flowId: string): Promise<RunPlan> {
  const path = { id: flowId };
  const { data: flow } = await getFlow({ path, throwOnError: true });
  const [{ data: findings }, { data: form }, isPublished] = await Promise.all([
    validateGraph({ body: { kind: flow.kind, graph: flow.draft }, throwOnError: true }),
    getRunForm({ path, throwOnError: true }),
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
  };
}

async function isAsPublished(flow: Flow): Promise<boolean> {
  if (!flow.latestVersion) {
    return false;
  }
  const { data } = await getFlowVersion({
    path: { id: flow.id, version: flow.latestVersion },
    throwOnError: true,
  });
  return same(data.graph, flow.draft) && same(data.inputSchema ?? null, flow.inputSchema ?? null);
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
export function needsForm({ inputSchema, connections }: RunPlan): boolean {
  return (
    Object.keys((inputSchema?.properties as JsonObject | undefined) ?? {}).length > 0 ||
    connections.some(({ boundId }) => !boundId)
  );
}

export function requestOf({ version }: Pick<RunPlan, 'version'>, choice: RunChoice): RunRequest {
  return {
    input: choice.input,
    version,
    ...(Object.keys(choice.connections).length > 0 && { connections: choice.connections }),
  };
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
