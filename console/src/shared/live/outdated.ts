import type { LiveEvent } from './LiveStream';

/** What a seeding shows: it goes on as journeys begin, and who is on a flow decides who would. */
const SEEDING = ['forecastSeeding', 'getBulkOperation', 'listBulkOperations'];

/** What shows the questions that wait for people. */
const TASKS = ['listTasks', 'getTask'];

/** What shows what agents say, and how their sessions stand. */
const SESSIONS = ['listSessions', 'getAgentSession', 'listMessages'];

/** What shows who is enrolled in templates, and what their steps have people do. */
const ENROLLMENTS = [
  'listEnrollments',
  'listContactEnrollments',
  'listEngagements',
  'listCrmTasks',
];

/** What a sync has changed once it has ended. */
const SYNCED = ['listContent', 'listPosts', 'listEngagementMetrics', 'listSyncCursors'];

/**
 * Which queries an event makes old: the name of an operation for all of its queries, or
 * `name:id` for that of one thing.
 */
export function outdatedBy(event: LiveEvent): string[] {
  if (event.kind === 'run') {
    switch (event.type) {
      case 'run-status':
        // It may be a sequence, whose enrollment stands as its run does.
        return [
          'listRuns',
          `getRun:${event.runId}`,
          `listRunSteps:${event.runId}`,
          'listWorkspaces',
          // A run goes on once somebody has added to its budget.
          'listBudgets',
          ...TASKS,
          ...SESSIONS,
          ...ENROLLMENTS,
          ...SYNCED,
        ];
      case 'step-start':
        return [`getRun:${event.runId}`, `listRunSteps:${event.runId}`];
      case 'step-progress':
        // A step that begins to wait may ask a person, also in a run that belongs to no journey.
        return [`getRun:${event.runId}`, `listRunSteps:${event.runId}`, 'listRuns', ...TASKS];
      case 'step-complete':
      case 'step-failed':
        // A step may have sent mail, asked a model or worked in a workspace, and its run counts it.
        return [
          `getRun:${event.runId}`,
          `listRunSteps:${event.runId}`,
          `getRunDiff:${event.runId}`,
          'listRuns',
          'listWorkspaces',
          'listMails',
          'getMailThread',
          'getCost',
          'getFirstSteps',
          ...TASKS,
          ...SESSIONS,
        ];
      case 'text-delta':
        return [];
    }
  }
  const journey = [
    'listEntities',
    'listFlowEntities',
    'listFlowStages',
    `getEntity:${event.entityId}`,
    `listJourneyEvents:${event.entityId}`,
    'listContactTimeline',
    'getFirstSteps',
  ];
  switch (event.type) {
    case 'journey_started':
    case 'journey_completed':
    case 'journey_exited':
      return [...journey, ...SEEDING];
    case 'event_received':
      // It may have come as a mail.
      return [...journey, 'listMails', 'getMailThread'];
    case 'task_opened':
    case 'task_answered':
    case 'blocked':
    case 'unblocked':
    case 'retried':
    case 'skipped':
      return [...journey, ...TASKS];
    case 'journey_cancelled':
      return [...journey, ...TASKS, ...SEEDING];
    default:
      return journey;
  }
}

/**
 * Which queries become old a moment after an event: a journey notes in a transaction of its own
 * what a step of one of its runs means for it, such as that it waits now, and no event tells of
 * that. So it is with an enrollment and the step that it waits at.
 */
export function outdatedAfter(event: LiveEvent): string[] {
  return event.kind === 'run' && event.type !== 'text-delta'
    ? ['getEntity', 'listEntities', 'listFlowEntities', 'listFlowStages', ...ENROLLMENTS]
    : [];
}
