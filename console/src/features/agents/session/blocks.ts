import type { Message } from '@/client';

/** A part of a message, as people read it. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'thinking'; text: string }
  | { kind: 'call'; tool: string; value: unknown }
  | { kind: 'result'; isError: boolean; value: unknown }
  | { kind: 'other'; value: unknown };

/** The parts of a message; the provider's blocks that have no kind of their own are kept as they are. */
export function blocksOf({ content }: Pick<Message, 'content'>): Block[] {
  const parts: unknown[] = Array.isArray(content) ? content : [content];
  return parts.map(blockOf);
}

function blockOf(part: unknown): Block {
  if (typeof part === 'string') {
    return { kind: 'text', text: part };
  }
  const block = (typeof part === 'object' && part !== null ? part : {}) as Record<string, unknown>;
  switch (block.type) {
    case 'text':
      return { kind: 'text', text: String(block.text ?? '') };
    case 'thinking':
      return { kind: 'thinking', text: String(block.thinking ?? '') };
    case 'redacted_thinking':
      return { kind: 'thinking', text: 'The provider keeps this thinking to itself.' };
    case 'tool_use':
      return { kind: 'call', tool: String(block.name ?? ''), value: block.input };
    case 'tool_result':
      return { kind: 'result', isError: block.is_error === true, value: block.content };
    default:
      return { kind: 'other', value: part };
  }
}
