import type { RunView } from '@/client';
import { duration } from '@/shared/format/time';
import { same } from '../model/document';

export interface Row {
  name: string;
  values: [left: string, right: string];
  differs: boolean;
}

const asText = (value: unknown) =>
  value === undefined || value === null
    ? '–'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 1);

function row(name: string, left: unknown, right: unknown): Row {
  return { name, values: [asText(left), asText(right)], differs: !same(left, right) };
}

/** What two runs have in common and where they differ: as a whole, then step by step. */
export function compareRuns(left: RunView, right: RunView): Row[] {
  const lengthOf = ({ durationMs }: RunView) =>
    typeof durationMs === 'number' ? duration(durationMs) : null;
  const nodes = new Set(
    [...(left.steps ?? []), ...(right.steps ?? [])].map(
      ({ nodeId, stepType }) => nodeId ?? stepType,
    ),
  );
  // The last attempt is what counts.
  const stepOf = (run: RunView, node: string) =>
    run.steps?.findLast(({ nodeId, stepType }) => (nodeId ?? stepType) === node);
  return [
    row('Status', left.status, right.status),
    row('Version', left.flowVersion ?? 'draft', right.flowVersion ?? 'draft'),
    row('Duration', lengthOf(left), lengthOf(right)),
    row('Input', left.input, right.input),
    ...[...nodes].map((node) => {
      const told = (run: RunView) => {
        const step = stepOf(run, node);
        return step && { status: step.status, output: step.output, error: step.error };
      };
      return row(node, told(left), told(right));
    }),
    row('Result', left.result, right.result),
  ];
}
