import { SimpleGrid } from '@mantine/core';
import type { RunView } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { JsonView } from '@/shared/json/JsonView';
import { Panel } from '@/shared/layout/Panel';
import { RunResult } from './RunResult';
import { useRunNodes } from './useRunNodes';

/** What went into a run and what came out of it. */
export function RunData({ run }: { run: RunView }) {
  const nodeOf = useRunNodes([run]);
  const parts: [string, unknown][] = [
    ['Input', run.input],
    ['Result', run.result],
    ['Errors', run.errors.length > 0 ? run.errors : null],
    ['Trigger', Object.keys(run.trigger).length > 0 ? run.trigger : null],
  ];
  const present = parts.filter(([, value]) => value !== null && value !== undefined);
  if (present.length === 0) {
    return (
      <EmptyState title="No data">The run had no input, and nothing came out of it yet.</EmptyState>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      {present.map(([title, value]) => (
        <Panel key={title} title={title}>
          {title === 'Result' ? (
            <RunResult result={value} nameOf={(nodeId) => nodeOf(run.id, nodeId)?.label} />
          ) : (
            <JsonView label={title} value={value} />
          )}
        </Panel>
      ))}
    </SimpleGrid>
  );
}
