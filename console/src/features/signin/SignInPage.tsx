import { Alert, Divider, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { destination } from '@/app/signIn';
import { getSignInOptionsOptions } from '@/client/@tanstack/react-query.gen';
import { Logo } from '@/shell/Logo';
import { ApiKeyForm } from './ApiKeyForm';
import { ProviderButton } from './ProviderButton';
import { problemWords } from './problemWords';
import classes from './SignInPage.module.css';

/** Asks who somebody is where the API wants to know, and leads on to where they wanted to go. */
export function SignInPage() {
  useDocumentTitle('Sign in · Stitch');
  const [params] = useSearchParams();
  const options = useQuery(getSignInOptionsOptions());
  const provider = options.data?.oidc?.name;
  const next = destination(params.get('next'));
  const problem = problemWords(params.get('problem'), provider);
  return (
    <main className={classes.page}>
      <Stack gap="lg" className={classes.box}>
        <Stack gap={6}>
          <Logo size={36} />
          <Title order={1} mt="sm">
            Sign in to Stitch
          </Title>
        </Stack>
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        {provider && (
          <>
            <ProviderButton name={provider} next={next} />
            <Divider label="or with an API key" labelPosition="center" />
          </>
        )}
        <ApiKeyForm next={next} isOnlyWay={!provider} />
        <Text size="xs" c="dimmed">
          The key is exchanged for a session of this browser and not kept here.
        </Text>
      </Stack>
    </main>
  );
}
