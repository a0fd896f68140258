import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArrowsShuffle,
  IconPlayerPlay,
  IconRoute,
  IconTemplate,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  listContactsOptions,
  listEntitiesOptions,
  listFlowsOptions,
  listRunsOptions,
  listTemplatesOptions,
} from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { humanize } from '@/shared/format/words';

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

/** What there is by a name, the first five of each kind; empty until something is asked. */
export function useFound(text: string): Found[] {
  const [q] = useDebouncedValue(text.trim(), 150);
  const isAsked = q.length >= SHORTEST;
  const search = { query: { q, pageSize: 5 } };
  const found = { enabled: isAsked };
  const flows = useQuery({ ...listFlowsOptions(search), ...found });
  const templates = useQuery({ ...listTemplatesOptions(search), ...found });
  const contacts = useQuery({ ...listContactsOptions(search), ...found });
  const journeys = useQuery({ ...listEntitiesOptions(search), ...found });
  const runs = useQuery({ ...listRunsOptions(search), ...found });
  const stages = useStageNames((journeys.data?.data ?? []).map(({ flowId }) => flowId));
  if (!isAsked) {
    return [];
  }
  return [
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
      hits: (runs.data?.data ?? []).map(({ id, name, status }) => ({
        to: `/workflows/runs/${id}`,
        label: name,
        description: humanize(status),
        keywords: q,
      })),
    },
  ];
}
