import type { EntityView, MailView, RunView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import type { StageNames } from '@/features/workflows/journeys/useStageNames';
import { runDetail } from '@/features/workflows/runs/runWords';
import { humanize } from '@/shared/format/words';

/** One thing that happened, as a line of the dashboard. */
export interface Happening {
  key: string;
  at: string;
  status: string;
  what: string;
  detail: string;
  to: string;
}

/** What changed last among runs, journeys and mails, the newest first. */
export function happenings(
  runs: readonly RunView[],
  entities: readonly EntityView[],
  mails: readonly MailView[],
  stages: StageNames,
  limit: number,
): Happening[] {
  return [
    ...runs.map((run) => ({
      key: `run ${run.id}`,
      at: run.updatedAt,
      status: run.status,
      what: run.name,
      detail: runDetail(run),
      to: `/workflows/runs/${run.id}`,
    })),
    ...entities.map((entity) => ({
      key: `entity ${entity.id}`,
      at: entity.updatedAt,
      status: entity.status,
      what: contactName(entity.contact),
      detail: entity.currentNodeId
        ? `${humanize(entity.status)} at ${stages(entity.flowId, entity.currentNodeId)}`
        : 'Journey begins',
      to: `/workflows/journeys/${entity.id}`,
    })),
    ...mails.map((mail) => ({
      key: `mail ${mail.id}`,
      at: mail.sentAt,
      status: 'completed',
      what: mail.subject,
      detail: `Mail to ${mail.to}`,
      to: `/mailbox?mail=${mail.id}`,
    })),
  ]
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, limit);
}
