import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signIn } from '@/client';

interface Props {
  /** Where to go on afterwards. */
  next: string;
  /** Whether there is nothing else to choose. */
  isOnlyWay: boolean;
}

/** Exchanges an API key for a session. */
export function ApiKeyForm({ next, isOnlyWay }: Props) {
  const [apiKey, setApiKey] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => signIn({ body: { apiKey }, throwOnError: true }),
    // Loaded anew: nothing of what was seen before signing in stays.
    onSuccess: () => window.location.assign(next),
    meta: { showsItsFailure: true },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label="API key"
          autoComplete="off"
          placeholder="sk_…"
          value={apiKey}
          onChange={(event) => setApiKey(event.currentTarget.value)}
          error={error?.message}
        />
        <Button
          type="submit"
          variant={isOnlyWay ? 'filled' : 'default'}
          loading={isPending}
          disabled={apiKey.trim() === ''}
          fullWidth
        >
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
