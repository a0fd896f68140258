import {
  type EntityView,
  getEntity,
  getFlowVersion,
  getLocalStack,
  getRun,
  listEntities,
  listMails,
  type RunView,
  stopLocalWorker,
  type TriedBlueprint,
  tryBlueprint,
} from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { humanize } from '@/shared/format/words';
import { until } from './until';

/** The blueprint whose journeys are in motion all the time. */
export const MOVING = 'win-back';

/** What has been seen so far of a stopped worker; times are in milliseconds since 1970. */
export interface Sighted {
  entity?: EntityView;
  who?: string;
  stoppedPid?: number;
  stoppedAt?: number;
  newPid?: number;
  backAt?: number;
  /** The first step that began without the old worker, by its name in its flow. */
  wentOn?: { name: string; at: number };
  endedAt?: number;
  /** How many mails the journey has sent, and how many of them were copies of another. */
  mails?: { sent: number; twice: number };
}

/**
 * Stops the worker while a journey is in motion, and watches until that has ended. Reports what it
 * sees as it sees it.
 */
export async function demonstrate(report: (seen: Sighted) => void): Promise<void> {
  const seen: Sighted = {};
  const tell = (more: Partial<Sighted>) => report({ ...Object.assign(seen, more) });
  const { data: tried } = await tryBlueprint({ path: { id: MOVING }, throwOnError: true });
  const entity = await until('a journey is in motion', () => inMotion(tried));
  tell({ entity, who: contactName(entity.contact) });
  const pid = await until('the worker runs', async () => (await worker())?.pid ?? null);
  const { data: stopped } = await stopLocalWorker({ body: { pid }, throwOnError: true });
  const stoppedAt = Date.parse(stopped.stoppedAt);
  tell({ stoppedPid: pid, stoppedAt });
  const next = await until('another worker runs', async () => {
    const now = await worker();
    return now?.state === 'running' && now.pid !== pid ? now.pid : null;
  });
  tell({ newPid: next ?? undefined, backAt: Date.now() });
  const wentOn = await until('the journey goes on', () => firstSince(entity, stoppedAt));
  tell({ wentOn });
  const ended = await until('the journey ends', async () => {
    const { data } = await getEntity({ path: { id: entity.id }, throwOnError: true });
    return data.status === 'completed' ? data : null;
  });
  tell({
    entity: ended,
    endedAt: Date.parse(ended.updatedAt),
    mails: await mailsOf(ended),
  });
}

const worker = async () => (await getLocalStack({ throwOnError: true })).data.worker;

/** The journey that has the most before it: it waits, for seconds only, in the longest path. */
async function inMotion({ flowId }: TriedBlueprint): Promise<EntityView | null> {
  const { data } = await listEntities({
    query: {
      flowId: flowId ?? undefined,
      status: 'waiting',
      sort: '-enteredNodeAt',
      pageSize: 200,
    },
    throwOnError: true,
  });
  return data.data.find(({ currentNodeId }) => currentNodeId === 'reminded') ?? null;
}

/** A journey sends each of its mails once, so two of one subject since it began are one too many. */
async function mailsOf({ id }: EntityView): Promise<{ sent: number; twice: number }> {
  const { data } = await listMails({
    query: { entityId: id, direction: 'outbound', pageSize: 200 },
    throwOnError: true,
  });
  const subjects = new Set(data.data.map(({ subject }) => subject));
  return { sent: data.total, twice: data.total - subjects.size };
}

/** The first step, of the path that held the journey, which began after a moment. */
async function firstSince({ waitingOn }: EntityView, moment: number) {
  const id = waitingOn.find(({ runId }) => runId)?.runId ?? '';
  const { data: run } = await getRun({ path: { id }, throwOnError: true });
  for (const { nodeId, stepType, startedAt } of run.steps ?? []) {
    const at = startedAt ? Date.parse(startedAt) : 0;
    if (at > moment) {
      return { name: (await labelIn(run, nodeId)) ?? humanize(nodeId ?? stepType), at };
    }
  }
  return null;
}

/** What the version of the flow that a run walks calls a step. */
async function labelIn({ flowId: id, flowVersion: version }: RunView, nodeId?: string | null) {
  if (!id || !version) {
    return undefined;
  }
  const { data } = await getFlowVersion({ path: { id, version }, throwOnError: true });
  return data.graph.nodes.find((node) => node.id === nodeId)?.label;
}
