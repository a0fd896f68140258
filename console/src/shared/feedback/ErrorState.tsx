import { Button, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError } from '@/shared/api/ApiError';
import { faultWords } from '@/shared/api/faultWords';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** What the API said instead of an answer, with the fields it names and a way to ask again. */
export function ErrorState({ error, onRetry }: Props) {
  const problem = error instanceof ApiError ? error.problem : {};
  return (
    <Stack align="center" gap="xs" py={56} px="lg" ta="center" role="alert">
      <ThemeIcon variant="light" color="red" size={44} radius="md">
        <IconAlertTriangle size={22} stroke={1.6} />
      </ThemeIcon>
      <Text fw={600}>{problem.title ?? 'This could not be loaded'}</Text>
      {!problem.errors?.length && (
        <Text c="dimmed" size="sm" maw={520}>
          {error instanceof Error ? error.message : String(error)}
        </Text>
      )}
      {problem.errors && problem.errors.length > 0 && (
        <List size="sm" c="dimmed" ta="left">
          {problem.errors.map((fault) => (
            <List.Item key={`${fault.pointer} ${fault.message}`}>{faultWords(fault)}</List.Item>
          ))}
        </List>
      )}
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Stack>
  );
}
