import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArrowsShuffle,
  IconCalendarTime,
  IconCheckbox,
  IconFileText,
  IconFlask,
  IconMail,
  IconMessages,
  IconPlayerPlay,
  IconRoute,
  IconTemplate,
  IconUser,
  IconUsersPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  listContactsOptions,
  listContentOptions,
  listEntitiesOptions,
  listFlowsOptions,
  listMailTemplatesOptions,
  listRunsOptions,
  listSchedulesOptions,
  listSessionsOptions,
  listTasksOptions,
  listTemplatesOptions,
} from '@/client/@tanstack/react-query.gen';
import { sessionPath } from '@/features/agents/sessionPath';
import { mailPath } from '@/features/campaigns/mail/mailPath';
import { contentPath } from '@/features/content/contentPath';
import { contentTitle } from '@/features/content/contentWords';
import { aboutWords } from '@/features/inbox/taskWords';
import { schedulePath } from '@/features/schedules/schedulePath';
import { KINDS } from '@/features/schedules/scheduleWords';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { runDetail } from '@/features/workflows/runs/runWords';
import { humanize } from '@/shared/format/words';
import { withOpen } from '@/shared/layout/useAddressedDisclosure';

/** Something to go to. */
interface Hit {
  to: string;
  /** What was asked when it was found: it fits that, whatever it was found by. */
  keywords: string;
  label: string;
  description?: string;
}

interface Found {
  group: string;
  icon: typeof IconUser;
  hits: Hit[];
}

/** Shorter ones would find half of everything. */
const SHORTEST = 2;

/** What is looked for less often is asked for when more is typed: each kind is a request. */
const RARER = 3;

const NOTHING: Found[] = [];

/** What a flow is called on which journeys are to be started; undefined when that is not asked. */
export function flowToStart(q: string): string | undefined {
  const asked = /^start(?:\s+journeys)?(?:\s+on)?(?:\s+(?<name>.+))?$/i.exec(q);
  return asked ? (asked.groups?.name ?? '') : undefined;
}

/** What a flow is called that is to be tested; undefined when that is not asked. */
export function flowToTest(q: string): string | undefined {
  const asked = /^(?:test|simulate)(?:\s+a\s+flow)?(?:\s+(?<name>.+))?$/i.exec(q);
  return asked ? (asked.groups?.name ?? '') : undefined;
}

/**
 * What there is by a name, the first five of each kind; empty until something is asked.
 *
 * @param mayStart whether "start" offers flows to start journeys on, and "test" flows to test
 */
export function useFound(text: string, mayStart: boolean) {
  const [q] = useDebouncedValue(text.trim(), 150);
  const isAsked = q.length >= SHORTEST;
  const search = { query: { q, pageSize: 5 } };
  const found = { enabled: isAsked };
  const flows = useQuery({ ...listFlowsOptions(search), ...found });
  const templates = useQuery({ ...listTemplatesOptions(search), ...found });
  const contacts = useQuery({ ...listContactsOptions(search), ...found });
  const journeys = useQuery({ ...listEntitiesOptions(search), ...found });
  const runs = useQuery({ ...listRunsOptions(search), ...found });
  const sessions = useQuery({ ...listSessionsOptions(search), ...found });
  const rarer = { enabled: q.length >= RARER };
  const mails = useQuery({ ...listMailTemplatesOptions(search), ...rarer });
  const schedules = useQuery({ ...listSchedulesOptions(search), ...rarer });
  const content = useQuery({ ...listContentOptions(search), ...rarer });
  const tasks = useQuery({
    ...listTasksOptions({ query: { ...search.query, state: 'open' } }),
    ...rarer,
  });
  const tested = flowToTest(q);
  const testable = useQuery({
    ...listFlowsOptions({ query: { kind: 'system', pageSize: 5, ...(tested && { q: tested }) } }),
    enabled: mayStart && isAsked && tested !== undefined,
  });
  const onFlow = flowToStart(q);
  const startable = useQuery({
    ...listFlowsOptions({ query: { kind: 'bmc', pageSize: 5, ...(onFlow && { q: onFlow }) } }),
    enabled: mayStart && isAsked && onFlow !== undefined,
  });
  const stages = useStageNames((journeys.data?.data ?? []).map(({ flowId }) => flowId));
  /** Whether more may yet be found of what is typed. */
  const isSearching =
    text.trim().length >= SHORTEST &&
    (q !== text.trim() ||
      [
        flows,
        templates,
        contacts,
        journeys,
        runs,
        sessions,
        mails,
        schedules,
        content,
        tasks,
        startable,
        testable,
      ].some(({ isLoading }) => isLoading));
  if (!isAsked) {
    return { groups: NOTHING, isSearching };
  }
  const groups: Found[] = [
    {
      group: 'Flows',
      icon: IconArrowsShuffle,
      hits: (flows.data?.data ?? []).map(({ id, name }) => ({
        to: `/workflows/flows/${id}`,
        label: name,
        keywords: q,
      })),
    },
    {
      group: 'Templates',
      icon: IconTemplate,
      hits: (templates.data?.data ?? []).map(({ id, name, status }) => ({
        to: `/workflows/templates/${id}`,
        label: name,
        description: humanize(status),
        keywords: q,
      })),
    },
    {
      group: 'Contacts',
      icon: IconUser,
      hits: (contacts.data?.data ?? []).map(({ id, name, email, company }) => ({
        to: `/contacts/${id}`,
        label: name ?? email ?? 'A contact without a name',
        description: company ?? undefined,
        keywords: q,
      })),
    },
    {
      group: 'Journeys',
      icon: IconRoute,
      hits: (journeys.data?.data ?? []).map(({ id, contact, flowId, currentNodeId, status }) => ({
        to: `/workflows/journeys/${id}`,
        label: contact.name ?? contact.email ?? 'A contact without a name',
        description: currentNodeId
          ? `${humanize(status)} at ${stages(flowId, currentNodeId)}`
          : humanize(status),
        keywords: q,
      })),
    },
    {
      group: 'Runs',
      icon: IconPlayerPlay,
      hits: (runs.data?.data ?? []).map((run) => ({
        to: `/workflows/runs/${run.id}`,
        label: run.name,
        description: runDetail(run),
        keywords: q,
      })),
    },
    {
      group: 'Sessions',
      icon: IconMessages,
      hits: (sessions.data?.data ?? []).map((session) => ({
        to: sessionPath(session),
        label: session.name,
        description: humanize(session.status),
        keywords: q,
      })),
    },
    {
      group: 'Tasks',
      icon: IconCheckbox,
      hits: (tasks.data?.data ?? []).map((task) => ({
        to: `/inbox?task=${task.id}`,
        label: task.title,
        description: aboutWords(task),
        keywords: q,
      })),
    },
    {
      group: 'Mail templates',
      icon: IconMail,
      hits: (mails.data?.data ?? []).map((mail) => ({
        to: mailPath(mail),
        label: mail.name,
        description: mail.subject,
        keywords: q,
      })),
    },
    {
      group: 'Schedules',
      icon: IconCalendarTime,
      hits: (schedules.data?.data ?? []).map((schedule) => ({
        to: schedulePath(schedule),
        label: schedule.name,
        description: KINDS[schedule.kind],
        keywords: q,
      })),
    },
    {
      group: 'Content',
      icon: IconFileText,
      hits: (content.data?.data ?? []).map((item) => ({
        to: contentPath(item),
        label: contentTitle(item),
        description: humanize(item.status),
        keywords: q,
      })),
    },
    {
      group: 'Test a flow',
      icon: IconFlask,
      hits: (testable.data?.data ?? []).map(({ id, name }) => ({
        to: withOpen(`/workflows/flows/${id}`, 'run'),
        label: `Test ${name}`,
        keywords: q,
      })),
    },
    {
      group: 'Start journeys',
      icon: IconUsersPlus,
      hits: (startable.data?.data ?? [])
        .filter(({ latestVersion }) => typeof latestVersion === 'number')
        .map(({ id, name }) => ({
          to: withOpen(`/workflows/flows/${id}`, 'start'),
          label: `Start journeys on ${name}`,
          keywords: q,
        })),
    },
  ];
  return { groups, isSearching };
}
