import { Stack, Text } from '@mantine/core';
import { JsonView } from '@/shared/json/JsonView';
import { OutputView } from './OutputView';
import { isRecord, largeOutputsIn } from './outputReference';

/** What came of a run: outputs by node, and each that is large besides, on demand. */
export function RunResult({ result }: { result: unknown }) {
  const large = largeOutputsIn(result);
  return (
    <Stack gap="sm">
      <JsonView label="Result" value={result} />
      {isRecord(result) &&
        large.map((nodeId) => (
          <div key={nodeId}>
            <Text size="xs" c="dimmed" mb={4}>
              Output of {nodeId}
            </Text>
            <OutputView label={`Output of ${nodeId}`} value={result[nodeId]} />
          </div>
        ))}
    </Stack>
  );
}
