import type { SendLimit } from '@/client';
import { formatCount } from '@/shared/format/number';

type Rate = Pick<SendLimit, 'perHour' | 'perDay' | 'spacingSeconds'>;
type Mailbox = Pick<SendLimit, 'mailbox' | 'connectionName'>;

/** Mailboxes that there are without a stored mail server. */
export const FIXED_MAILBOXES = {
  all: 'All mail together',
  'built-in': 'Built-in mailbox',
  smtp: 'SMTP server of the setup',
} as const;

/** What people call a mailbox. */
export function mailboxName({ mailbox, connectionName }: Mailbox): string {
  return (
    connectionName ?? (FIXED_MAILBOXES as Record<string, string | undefined>)[mailbox] ?? mailbox
  );
}

/** A limit in words: `200 an hour, 2 s apart`. */
export function rateWords({ perHour, perDay, spacingSeconds }: Rate): string {
  return [
    perHour && `${formatCount(perHour)} an hour`,
    perDay && `${formatCount(perDay)} a day`,
    spacingSeconds && `${formatCount(spacingSeconds)} s apart`,
  ]
    .filter(Boolean)
    .join(', ');
}
