import type { EntityRowWaiting } from '@/client';
import { humanize } from '@/shared/format/words';

/** Why mail, or a run that works off many items, is held back, by the API's word for it. */
const GATES: Record<string, string> = {
  window: 'Its sending hours',
  quiet_hours: "The person's quiet hours",
  mailbox_cap: 'Room in its mailbox',
  spacing: 'The time between two mails',
  ramp_up: 'Room in a mailbox that sends more each day',
  mailbox_paused: 'Its mailbox, which is paused',
  domain_cap: 'Room for mail to this domain',
  person_cap: 'Room for mail to this person',
  out_of_office: 'The person, who is out of office',
  template_paused: 'Its campaign, which is paused',
  budget: 'Money for it',
  rate_limit: 'The platform, which takes no more requests for a while',
  credits: 'Credits of its account at the platform',
  needs_reconnect: 'Somebody to connect its account again',
  sync_under_way: 'Another sync of the same account',
  outage: 'The platform, which is out of order',
};

/** What holds a journey, in words; `step` is what people call the step that waits. */
export function waitWords({ kind, detail, reason }: EntityRowWaiting, step?: string): string {
  switch (kind) {
    case 'timer':
      return `A timer${at(step)}`;
    case 'event':
      return `The event ${detail ?? 'that its stage names'}`;
    case 'person':
      return `A person: ${detail ?? 'a task in the inbox'}`;
    case 'callback':
      return `A call from outside${at(step)}`;
    case 'run':
      return `Another run${at(step)}`;
    case 'gate':
      return `${gateWords(reason)}${at(step)}${detail ? `: ${detail}` : ''}`;
    case 'move':
      return 'Somebody to move it on';
    case 'resume':
      // That it was paused by itself, and not by its flow or template, tells nobody anything.
      return detail && detail !== 'paused by entity'
        ? `Somebody to resume it: ${detail}`
        : 'Somebody to resume it';
    default:
      return humanize(kind);
  }
}

const gateWords = (reason: string | null | undefined) =>
  reason ? (GATES[reason] ?? humanize(reason)) : 'Its turn to send';

const at = (step: string | undefined) => (step ? ` at ${step}` : '');
