/** What the routes of one thing are about. */
const THINGS: Readonly<Record<string, string>> = {
  'api-keys': 'an API key',
  budgets: 'a budget',
  'bulk-operations': 'a bulk operation',
  connections: 'a connection',
  contacts: 'a contact',
  content: 'content',
  'crm-tasks': 'a task for a contact',
  engagements: 'an engagement',
  enrollments: 'an enrollment',
  entities: 'a journey',
  flows: 'a flow',
  identities: 'an identity of a contact',
  'inbound-routes': 'an inbound route',
  'mail-templates': 'a mail template',
  posts: 'a post',
  schedules: 'a schedule',
  'send-limits': 'a send limit',
  sessions: 'a session',
  steps: 'steps of a campaign',
  suppressions: 'a suppressed address',
  tasks: 'a task',
  templates: 'a campaign',
  'webhook-endpoints': 'a webhook',
  workflows: 'a run',
  workspaces: 'a workspace',
};

/** What was done to a thing, by the last word of the route. */
const ACTS: Readonly<Record<string, string>> = {
  activate: 'Activated',
  advance: 'Advanced',
  answer: 'Answered',
  backfill: 'Backfilled',
  cancel: 'Cancelled',
  cleanup: 'Cleaned up',
  close: 'Closed',
  complete: 'Completed',
  fork: 'Forked',
  kill: 'Killed',
  migrate: 'Migrated',
  move: 'Moved',
  pause: 'Paused',
  remove: 'Removed',
  reopen: 'Reopened',
  restore: 'Restored',
  resume: 'Resumed',
  retry: 'Retried',
  run: 'Ran',
  skip: 'Skipped a step of',
  test: 'Tested',
  undo: 'Undid',
};

const DONE: Readonly<Record<string, string>> = {
  POST: 'Created',
  PUT: 'Changed',
  PATCH: 'Changed',
  DELETE: 'Deleted',
};

/** Routes whose words do not follow from their parts. */
const WHOLE: Readonly<Record<string, string>> = {
  'POST /api/agents/runs': 'Started an agent',
  'DELETE /api/api-keys/{id}': 'Revoked an API key',
  'POST /api/blueprints/{id}/install': 'Installed a blueprint',
  'POST /api/blueprints/{id}/try': 'Tried a blueprint',
  'POST /api/bulk-operations': 'Acted on many at once',
  'PUT /api/contact-limits': 'Changed what one person may be sent',
  'POST /api/contacts/import': 'Imported contacts',
  'POST /api/contacts/{id}/consent': 'Changed the consent of a contact',
  'POST /api/entities': 'Started a journey',
  'POST /api/entities/{id}/events': 'Sent an event to a journey',
  'POST /api/entities/{id}/start-flow': 'Started a flow for a journey',
  'POST /api/flows/{bmcFlowId}/ux-mapping': 'Mapped flows to a stage',
  'PUT /api/flows/{bmcFlowId}/ux-mapping/{uxNodeId}': 'Mapped flows to a stage',
  'DELETE /api/flows/{bmcFlowId}/ux-mapping/{uxNodeId}/{systemFlowId}': 'Took a flow from a stage',
  'DELETE /api/flows/{id}': 'Archived a flow',
  'POST /api/flows/{id}/proposals': 'Had a draft proposed',
  'POST /api/flows/{id}/versions': 'Published a flow',
  'PUT /api/mailbox-pauses/{mailbox}': 'Paused a mailbox',
  'DELETE /api/mailbox-pauses/{mailbox}': 'Resumed a mailbox',
  'POST /api/mailbox/messages/{id}/reply': 'Replied to a mail',
  'POST /api/session': 'Signed in',
  'DELETE /api/session': 'Signed out',
  'POST /api/sessions/{id}/messages': 'Wrote to a session',
  'POST /api/sessions/{id}/read': 'Read a session',
  'POST /api/suppressions': 'Suppressed an address',
  'DELETE /api/suppressions/{address}': 'Allowed a suppressed address again',
  'POST /api/webhook-endpoints/{id}/rotate-secret': 'Changed the secret of a webhook',
  'POST /api/workflows/enrich': 'Enriched contacts',
  'POST /api/workflows/prune': 'Pruned contacts',
  'POST /api/workflows/search': 'Searched for contacts',
  'POST /api/workflows/templates/{id}/enrollments': 'Enrolled contacts in a campaign',
};

/** What was asked for, as people say it; the route itself where it is none of the usual ones. */
export function auditWords(action: string): string {
  const [method = '', path = ''] = action.split(' ');
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const [last = '', before = ''] = parts.toReversed();
  const acted = path.endsWith(`}/${last}`) ? ACTS[last] : undefined;
  const done = acted ?? DONE[method];
  const thing = THINGS[acted ? before : last];
  return WHOLE[action] ?? (done && thing ? `${done} ${thing}` : action);
}
