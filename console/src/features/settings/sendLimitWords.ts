import type { SendLimit } from '@/client';
import { formatCount } from '@/shared/format/number';

type Rate = Pick<SendLimit, 'perHour' | 'perDay' | 'spacingSeconds'> &
  Partial<Pick<SendLimit, 'spacingMaxSeconds' | 'perDomain' | 'rampUp' | 'sendingDays'>>;
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
export function rateWords(rate: Rate): string {
  const { perHour, perDay, spacingSeconds, spacingMaxSeconds, perDomain, rampUp } = rate;
  const longest =
    spacingMaxSeconds && spacingMaxSeconds !== spacingSeconds
      ? ` to ${formatCount(spacingMaxSeconds)}`
      : '';
  return [
    perHour && `${formatCount(perHour)} an hour`,
    perDay && `${formatCount(perDay)} a day`,
    spacingSeconds && `${formatCount(spacingSeconds)}${longest} s apart`,
    perDomain?.perHour && `${formatCount(perDomain.perHour)} an hour to a domain`,
    perDomain?.perDay && `${formatCount(perDomain.perDay)} a day to a domain`,
    rampUp &&
      `from ${formatCount(rampUp.start)} a day up to ${formatCount(rampUp.max)}, ` +
        `${formatCount(rampUp.increment)}${rampUp.percent ? ' %' : ''} more each day`,
  ]
    .filter(Boolean)
    .join(', ');
}
