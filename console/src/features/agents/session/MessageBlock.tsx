import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '@/shared/format/number';
import { JsonView } from '@/shared/json/JsonView';
import type { Block } from './blocks';

/** A part of a message: words in sight, thinking and tools folded. */
export function MessageBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {block.text}
        </Text>
      );
    case 'thinking':
      return <FoldedText title="Thinking" text={block.text} />;
    case 'summary':
      return (
        <FoldedText
          title={`Conversation summarised: about ${formatCount(block.tokensBefore)} tokens became ${formatCount(block.tokensAfter)}`}
          text={block.text}
        />
      );
    case 'call':
      return <FoldedValue title={`Calls ${block.tool}`} value={block.value} />;
    case 'result': {
      const tool = block.tool ?? 'The tool';
      return (
        <FoldedValue
          title={block.isError ? `${tool} failed` : `${tool} answered`}
          value={block.value}
        />
      );
    }
    case 'other':
      return <FoldedValue title="Other content" value={block.value} />;
  }
}

function FoldedText({ title, text }: { title: string; text: string }) {
  return (
    <Folded title={title}>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {text}
      </Text>
    </Folded>
  );
}

function FoldedValue({ title, value }: { title: string; value: unknown }) {
  return (
    <Folded title={title}>
      <JsonView label={title} value={value} />
    </Folded>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {title}
      </Text>
      {children}
    </details>
  );
}
