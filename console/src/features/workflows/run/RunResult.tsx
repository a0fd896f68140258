import { Stack, Text } from '@mantine/core';
import { JsonView } from '@/shared/json/JsonView';
import { OutputView } from './OutputView';
import { isRecord, largeOutputsIn } from './outputReference';

interface Props {
  result: unknown;
  /** What people call a node, as far as that is known. */
  nameOf?: (nodeId: string) => string | null | undefined;
}

/** What came of a run: outputs by node, and each that is large besides, on demand. */
export function RunResult({ result, nameOf = () => undefined }: Props) {
  const large = largeOutputsIn(result);
  return (
    <Stack gap="sm">
      <JsonView label="Result" value={result} />
      {isRecord(result) &&
        large.map((nodeId) => (
          <div key={nodeId}>
            <Text size="xs" c="dimmed" mb={4}>
              Output of {nameOf(nodeId) ?? nodeId}
            </Text>
            <OutputView label={`Output of ${nameOf(nodeId) ?? nodeId}`} value={result[nodeId]} />
          </div>
        ))}
    </Stack>
  );
}
