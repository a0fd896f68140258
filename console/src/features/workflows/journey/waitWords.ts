import type { EntityRowWaiting } from '@/client';
import { humanize } from '@/shared/format/words';

/** What holds a journey, in words. */
export function waitWords({ kind, detail, nodeId }: EntityRowWaiting): string {
  switch (kind) {
    case 'timer':
      return `A timer${at(nodeId)}`;
    case 'event':
      return `The event ${detail ?? 'that its stage names'}`;
    case 'person':
      return `A person: ${detail ?? 'a task in the inbox'}`;
    case 'callback':
      return `A call from outside${at(nodeId)}`;
    case 'run':
      return `Another run${at(nodeId)}`;
    case 'turn':
      return `Its turn to send${at(nodeId)}${detail ? `: ${detail}` : ''}`;
    case 'move':
      return 'Somebody to move it on';
    case 'resume':
      return `Somebody to resume it${detail ? `: ${detail}` : ''}`;
    default:
      return humanize(kind);
  }
}

const at = (nodeId: string | null | undefined) => (nodeId ? ` at ${humanize(nodeId)}` : '');
