import { humanize } from '@/shared/format/words';

/** What each type of step of a run that works off many items did, for people. */
export const ITEM_STEPS = {
  sync_page: 'Read from the platform',
  routing_decision: 'Chose where to look',
  web_search: 'Searched the web',
  url_fetch: 'Fetched a page',
  browser_scrape: 'Opened a page in a browser',
  llm_extract: 'Read out facts',
  contact_create: 'Created a contact',
  contact_merge: 'Merged into a contact',
  contact_archive: 'Archived a contact',
  error: 'Error',
} as const;

/** Steps of agents whose nodes say less than what they did. */
const AGENT_STEPS: Record<string, string> = { compaction: 'Conversation summarised' };

/** What people call a type of step, also where it is no step of a flow. */
export const typeWords = (
  stepType: string,
  types: readonly { id: string; title: string }[],
): string =>
  types.find(({ id }) => id === stepType)?.title ??
  (ITEM_STEPS as Record<string, string>)[stepType] ??
  humanize(stepType);

/** What a step is called: by its name in the flow, its node, else by what it did. */
export const stepTitle = (
  { nodeId, stepType }: { nodeId?: string | null; stepType: string },
  name?: string | null,
) =>
  AGENT_STEPS[stepType] ??
  name ??
  templateStep(nodeId) ??
  nodeId ??
  (ITEM_STEPS as Record<string, string>)[stepType] ??
  stepType;

/** The nodes of a template's graph are named for its steps, which people count from 1. */
function templateStep(nodeId: string | null | undefined): string | undefined {
  const [, part, index] = /^(delay|step)-(\d+)$/.exec(nodeId ?? '') ?? [];
  if (index === undefined) {
    return undefined;
  }
  const step = Number(index) + 1;
  return part === 'delay' ? `Time before step ${step}` : `Step ${step}`;
}
