import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { destination } from '@/app/signIn';
import { signIn } from '@/client';
import { Logo } from '@/shell/Logo';
import classes from './SignInPage.module.css';

/** Asks for an API key where the API wants to know who asks. */
export function SignInPage() {
  useDocumentTitle('Sign in · Stitch');
  const [params] = useSearchParams();
  const [apiKey, setApiKey] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => signIn({ body: { apiKey }, throwOnError: true }),
    // Loaded anew: nothing of what was seen before signing in stays.
    onSuccess: () => window.location.assign(destination(params.get('next'))),
    meta: { showsItsFailure: true },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <main className={classes.page}>
      <form className={classes.box} onSubmit={submit}>
        <Stack gap="lg">
          <Stack gap={6}>
            <Logo size={36} />
            <Title order={1} mt="sm">
              Sign in to Stitch
            </Title>
            <Text size="sm" c="dimmed">
              With an API key. It is exchanged for a session of this browser and not kept here.
            </Text>
          </Stack>
          <PasswordInput
            label="API key"
            autoComplete="off"
            data-autofocus
            value={apiKey}
            onChange={(event) => setApiKey(event.currentTarget.value)}
            error={error?.message}
          />
          <Button type="submit" loading={isPending} disabled={apiKey.trim() === ''} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </main>
  );
}
