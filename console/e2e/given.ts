import {
  appendEngagementMetric,
  type Contact,
  createContact,
  createContent,
  createEngagement,
  createFlow,
  createPost,
  createTemplate,
  type DraftGraph,
  type FlowKind,
  getFlow,
  importContacts,
  type JsonObject,
  listEntities,
  publishFlow,
  putUxMappings,
  runFlow,
  startAgent,
  type TemplateStepRequest,
  updateFlow,
} from '@/client';

/** Different in every run of the tests, so that they can share a stack with what was there before. */
const MARK = Date.now().toString(36);

let count = 0;

/** A name that nothing else has. */
export const unique = (name: string) => `${name} ${MARK}${(count++).toString(36)}`;

/** A contact with an address of its own. */
export async function aContact(name: string): Promise<Contact> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`;
  const { data } = await createContact({ body: { name, email }, throwOnError: true });
  return data;
}

/** Contacts whose names begin alike, from a file, which is the fastest way to many; their ids. */
export async function contacts(count: number, name: string): Promise<string[]> {
  const mark = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
  const rows = Array.from(
    { length: count },
    (_, index) => `${mark}.${index}@example.org,${name} ${String(index).padStart(4, '0')}`,
  );
  const file = new Blob([['email,name', ...rows].join('\n')], { type: 'text/csv' });
  const { data } = await importContacts({ body: file, throwOnError: true });
  return data.contactIds;
}

/** A run of an agent whose model says what each turn tells it to. */
export async function anAgent(
  task: string,
  turns: JsonObject[],
  more: { agentType?: string; maxTurns?: number } = {},
) {
  const { data } = await startAgent({
    body: { task, model: 'scripted', script: { turns }, ...more },
    throwOnError: true,
  });
  return data;
}

/** Content with a post at X, what was measured of it twice, and a contact's reply; the content's id. */
export async function aPost(title: string, contactId: string): Promise<string> {
  const { data: item } = await createContent({
    body: { title, body: 'Hello', status: 'published' },
    throwOnError: true,
  });
  const { data: post } = await createPost({
    path: { id: item.id },
    body: {
      platform: 'x',
      url: 'https://x.example/status/1',
      text: 'Hello from X',
      status: 'published',
      publishedAt: '2026-01-01T09:00:00Z',
    },
    throwOnError: true,
  });
  for (const [metric, value, measuredAt] of [
    ['likes', 4, '2026-01-02T09:00:00Z'],
    ['likes', 1234, '2026-01-03T09:00:00Z'],
    ['impressions', 98765, '2026-01-03T09:00:00Z'],
  ] as const) {
    await appendEngagementMetric({
      body: { contentPostId: post.id, metric, value, measuredAt },
      throwOnError: true,
    });
  }
  await createEngagement({
    body: {
      contactId,
      contentPostId: post.id,
      type: 'reply',
      direction: 'inbound',
      platform: 'x',
      text: 'Congratulations',
    },
    throwOnError: true,
  });
  return item.id;
}

/** A flow with one published version; its id. */
export async function aFlow(kind: FlowKind, name: string, graph: DraftGraph): Promise<string> {
  const { data } = await createFlow({ body: { kind, name, graph }, throwOnError: true });
  await publishFlow({ path: { id: data.id }, body: {}, throwOnError: true });
  return data.id;
}

const step = (id: string, type: string, data: Record<string, unknown>, x = 0) => ({
  id,
  type,
  label: id,
  position: { x, y: 0 },
  data,
});

/** A system flow that keeps a value and ends. */
export const aQuickFlow = (name: string) =>
  aFlow('system', name, {
    nodes: [step('greet', 'set', { values: { greeting: "'hello'" } })],
    edges: [],
  });

/** A system flow that waits for a day. */
export const aWaitingFlow = (name: string) =>
  aFlow('system', name, {
    nodes: [step('rest', 'wait', { duration: 'P1D' })],
    edges: [],
  });

/** A system flow that asks a person, by a form and two choices. */
export const anAskingFlow = (name: string, title: string, more: { assignee?: string } = {}) =>
  aFlow('system', name, {
    nodes: [
      step('ask', 'human.task', {
        ...more,
        title,
        description: 'Look at it, then decide.',
        choices: ['approve', 'decline'],
        form: {
          type: 'object',
          required: ['reason'],
          properties: { reason: { type: 'string', title: 'Reason', minLength: 3 } },
        },
      }),
      step('thank', 'set', { values: { thanks: 'true' } }, 240),
      step('regret', 'set', { values: { thanks: 'false' } }, 480),
    ],
    edges: [
      { id: 'yes', source: 'ask', target: 'thank', sourceHandle: 'approve' },
      { id: 'no', source: 'ask', target: 'regret', sourceHandle: 'decline' },
    ],
  });

/** A system flow that writes to the contact. */
export const aWritingFlow = (name: string, subject: string) =>
  aFlow('system', name, {
    nodes: [
      step('write', 'email.send', {
        mailbox: 'built-in',
        subject,
        text: 'Hello {{contact.name}},\n\nhow are you?',
      }),
      step('listen', 'wait.event', { event: 'reply', timeout: 'P1D' }, 240),
    ],
    edges: [{ id: 'then', source: 'write', target: 'listen' }],
  });

/** A business flow of one stage, in which a system flow runs. */
export async function aBusinessFlow(name: string, systemFlowId: string): Promise<string> {
  const id = await aFlow('bmc', name, {
    nodes: [{ id: 'begun', type: 'ux', label: 'Begun', position: { x: 0, y: 0 }, data: {} }],
    edges: [],
  });
  await putUxMappings({
    path: { bmcFlowId: id },
    body: { uxNodeId: 'begun', systemFlowId },
    throwOnError: true,
  });
  return id;
}

/** A business flow of two stages, in the first of which a system flow runs. */
export async function aSpine(name: string, systemFlowId: string): Promise<string> {
  const id = await aFlow('bmc', name, {
    nodes: [
      { id: 'begun', type: 'ux', label: 'Begun', position: { x: 0, y: 0 }, data: {} },
      {
        id: 'won',
        type: 'ux',
        label: 'Won',
        position: { x: 300, y: 0 },
        data: { advance: 'manual' },
      },
    ],
    edges: [{ id: 'on', source: 'begun', target: 'won', type: 'ux' }],
  });
  await putUxMappings({
    path: { bmcFlowId: id },
    body: { uxNodeId: 'begun', systemFlowId },
    throwOnError: true,
  });
  return id;
}

/** Publishes a flow with another graph. */
export async function publishAgain(
  flowId: string,
  graph: DraftGraph,
  notes?: string,
): Promise<void> {
  const { data: flow } = await getFlow({ path: { id: flowId }, throwOnError: true });
  await updateFlow({
    path: { id: flowId },
    headers: { 'If-Match': `"${flow.draftRevision}"` },
    body: { graph },
    throwOnError: true,
  });
  await publishFlow({ path: { id: flowId }, body: { notes }, throwOnError: true });
}

/** A direct run of a system flow; its id. */
export async function aRun(
  flowId: string,
  body: { contactId?: string; input?: JsonObject } = {},
): Promise<string> {
  const { data } = await runFlow({ path: { flowId }, body, throwOnError: true });
  if (!('runId' in data)) {
    throw new Error('Only system flows are run directly.');
  }
  return data.runId;
}

/** The journey of a contact, once it has begun. */
export const journeyOf = (contactId: string) =>
  vi.waitFor(
    async () => {
      const { data } = await listEntities({ query: { contactId }, throwOnError: true });
      const [journey] = data.data;
      if (!journey?.currentNodeId) {
        throw new Error(`Contact ${contactId} is on no journey yet.`);
      }
      return journey;
    },
    { timeout: 20_000 },
  );

/** Starts a contact on a business flow. */
export async function aJourney(flowId: string, contact: Pick<Contact, 'id'>): Promise<void> {
  await runFlow({ path: { flowId }, body: { contactIds: [contact.id] }, throwOnError: true });
}

/** A draft of a template with steps; its id. */
export async function aTemplate(name: string, steps: TemplateStepRequest[]): Promise<string> {
  const { data } = await createTemplate({
    body: { name, templateType: 'outreach', steps },
    throwOnError: true,
  });
  return data.id;
}
