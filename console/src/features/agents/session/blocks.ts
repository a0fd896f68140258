import type { Message } from '@/client';

/** A part of a message, as people read it. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'thinking'; text: string }
  | { kind: 'call'; tool: string; value: unknown }
  | { kind: 'result'; tool: string | undefined; isError: boolean; value: unknown }
  | { kind: 'summary'; text: string; tokensBefore: number; tokensAfter: number }
  | { kind: 'other'; value: unknown };

/** Tools by the provider's ids of their calls. */
export type CalledTools = ReadonlyMap<string, string>;

/** Which tools were called in messages, so that results can say whose they are. */
export function toolsCalledIn(messages: readonly Pick<Message, 'content'>[]): CalledTools {
  return new Map(
    messages
      .flatMap(partsOf)
      .map(fieldsOf)
      .filter(({ type }) => type === 'tool_use')
      .map(({ id, name }) => [String(id), String(name)]),
  );
}

/** The parts of a message; the provider's blocks that have no kind of their own are kept as they are. */
export function blocksOf(message: Pick<Message, 'content'>, tools: CalledTools): Block[] {
  return partsOf(message).map((part) => blockOf(part, tools));
}

function partsOf({ content }: Pick<Message, 'content'>): unknown[] {
  return Array.isArray(content) ? content : [content];
}

const fieldsOf = (part: unknown) =>
  (typeof part === 'object' && part !== null ? part : {}) as Record<string, unknown>;

function blockOf(part: unknown, tools: CalledTools): Block {
  if (typeof part === 'string') {
    return { kind: 'text', text: part };
  }
  const block = fieldsOf(part);
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
      return {
        kind: 'result',
        tool: tools.get(String(block.tool_use_id)),
        isError: block.is_error === true,
        value: readable(block.content),
      };
    case 'compaction':
      return {
        kind: 'summary',
        text: String(block.content ?? ''),
        tokensBefore: Number(block.tokensBefore ?? 0),
        tokensAfter: Number(block.tokensAfter ?? 0),
      };
    default:
      return { kind: 'other', value: part };
  }
}

/** What tools answer is mostly data, written as text for the model. */
function readable(content: unknown): unknown {
  if (typeof content !== 'string' || !/^\s*[[{]/.test(content)) {
    return content;
  }
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
