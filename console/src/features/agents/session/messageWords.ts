import type { Message } from '@/client';
import { actorName } from '@/shared/format/words';

/** Who wrote a message: the agent with its model, its tools, the flow that asked, or a person. */
export function writerWords({ role, author }: Pick<Message, 'role' | 'author'>) {
  switch (role) {
    case 'assistant':
      return { name: 'Agent', model: author };
    case 'tool':
      return { name: 'Tools' };
    case 'system':
      return { name: 'Stitch' };
    case 'user':
      return { name: author === 'flow' ? 'The flow' : actorName(author) };
  }
}
