/** A large output that a run's view only refers to, and how large it is. */
export interface OutputReference {
  runId: string;
  stepIndex: number;
  bytes: number;
}

const FIELD = '$output';

/** The route of a step's output and no other: what an output says of itself is not followed. */
const HREF = /^\/api\/workflows\/([0-9a-f-]{36})\/steps\/(\d+)\/output$/;

/** What an output refers to; null for an output that is there itself. */
export function outputReference(output: unknown): OutputReference | null {
  const reference = isRecord(output) && Object.keys(output).length === 1 ? output[FIELD] : null;
  if (!isRecord(reference) || typeof reference.href !== 'string') {
    return null;
  }
  const [, runId, stepIndex] = HREF.exec(reference.href) ?? [];
  return runId && stepIndex && typeof reference.bytes === 'number'
    ? { runId, stepIndex: Number(stepIndex), bytes: reference.bytes }
    : null;
}

/** The nodes of a run's result whose outputs are only referred to. */
export function largeOutputsIn(result: unknown): string[] {
  return isRecord(result)
    ? Object.keys(result).filter((nodeId) => outputReference(result[nodeId]) !== null)
    : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
