import { Code, Stack, Text } from '@mantine/core';
import { descriptionParts } from './descriptionParts';

/** What a task says about what it asks, with what is compared as it is written. */
export function TaskDescription({ text }: { text: string }) {
  const { prose, diff } = descriptionParts(text);
  return (
    <Stack gap="sm">
      {prose && (
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {prose}
        </Text>
      )}
      {diff && (
        <Code block tabIndex={0}>
          {diff}
        </Code>
      )}
    </Stack>
  );
}
