import { Stack } from '@mantine/core';
import type { MailTemplateView } from '@/client';
import { useMay } from '@/shared/session/useMay';
import { LinkCheckPanel } from './LinkCheckPanel';
import type { MailTexts } from './mailTexts';
import { TestSendPanel } from './TestSendPanel';

interface Props {
  mail: MailTemplateView | null;
  texts: MailTexts;
  isChanged: boolean;
  contactId: string | null;
}

/** What a worker does to try mail out: a test to oneself, and a look at where its links lead. */
export function MailTrials({ mail, texts, isChanged, contactId }: Props) {
  const mayTry = useMay('operator');
  if (!mayTry) {
    return null;
  }
  return (
    <Stack>
      {mail && <TestSendPanel mail={mail} isChanged={isChanged} contactId={contactId} />}
      <LinkCheckPanel texts={texts} contactId={contactId} />
    </Stack>
  );
}
