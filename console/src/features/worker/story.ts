import { plural } from '@/shared/format/number';
import { duration } from '@/shared/format/time';
import type { Sighted } from './demonstrate';

/** A line of what happened while the worker was away. */
export interface Line {
  id: string;
  text: string;
  /** How long after the stop, in words; null before it and while it is under way. */
  after: string | null;
  status: 'completed' | 'running' | 'pending';
}

/** What was seen, told in order; the first thing that is not seen yet is under way. */
export function story(seen: Sighted, now: number): Line[] {
  const since = (moment: number | undefined) =>
    moment === undefined || seen.stoppedAt === undefined
      ? null
      : `+${duration(Math.max(0, moment - seen.stoppedAt))}`;
  const lines: Line[] = [
    line('moving', seen.who ? `${seen.who} is on the way` : 'A journey sets out', seen.who, null),
    line(
      'stopped',
      seen.stoppedPid ? `Worker ${seen.stoppedPid} is gone` : 'The worker is stopped',
      seen.stoppedAt,
      since(seen.stoppedAt),
    ),
    line('back', standstill(seen, now), seen.backAt, since(seen.backAt)),
    line('on', wentOn(seen), seen.wentOn, since(seen.wentOn?.at)),
    line('end', ended(seen), seen.endedAt, since(seen.endedAt)),
  ];
  const next = lines.findIndex(({ status }) => status !== 'completed');
  return lines.map((each, index) => (index === next ? { ...each, status: 'running' } : each));
}

function line(id: string, text: string, seen: unknown, after: string | null): Line {
  return { id, text, after, status: seen === undefined ? 'pending' : 'completed' };
}

function standstill({ newPid, stoppedAt, entity }: Sighted, now: number): string {
  if (newPid) {
    return `Worker ${newPid} takes over`;
  }
  if (stoppedAt === undefined) {
    return 'Another worker takes over';
  }
  const due = entity?.waitingOn.find(({ until }) => until)?.until;
  const late = due ? now - Date.parse(due) : 0;
  return late > 0
    ? `Everything stands still: its timer ended ${duration(late)} ago, and nobody is there`
    : 'Everything stands still until another worker takes over';
}

function ended({ endedAt, mails }: Sighted): string {
  if (endedAt === undefined) {
    return 'The journey ends';
  }
  const mail = mails
    ? `: ${plural(mails.sent, 'mail')} sent, ${mails.twice === 0 ? 'none' : mails.twice} twice`
    : '';
  return `The journey is completed${mail}`;
}

const wentOn = ({ wentOn: step }: Sighted) =>
  step ? `The journey goes on with “${step.name}”` : 'The journey goes on';
