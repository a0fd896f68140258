import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewMail } from '@/client';
import { ContactSelect } from '@/features/contacts/ContactSelect';
import { Panel } from '@/shared/layout/Panel';
import classes from './Mail.module.css';
import { type MailTexts, requestOf } from './mailTexts';

/** Milliseconds after the last letter until the mail is shown anew. */
const PAUSE = 300;

interface Props {
  texts: MailTexts;
  contactId: string | null;
  onContact: (id: string | null) => void;
}

/** The mail as a contact would get it, while it is written. */
export function MailPreviewPanel({ texts, contactId, onContact }: Props) {
  const [{ subject, text, html }] = useDebouncedValue(requestOf(texts), PAUSE);
  const [part, setPart] = useState('html');
  const says = Boolean(subject && (text || html));
  const preview = useQuery({
    queryKey: ['previewMail', subject, text, html, contactId],
    queryFn: async () =>
      (await previewMail({ body: { subject, text, html, contactId }, throwOnError: true })).data,
    enabled: says,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const shown = says ? preview.data : undefined;
  return (
    <Panel title="Preview">
      <Stack gap="sm">
        <ContactSelect
          size="xs"
          label="For"
          placeholder="Nobody: fields stay empty"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear contact' }}
          value={contactId}
          onChange={onContact}
        />
        {says && preview.isError && (
          <Alert color="red" title="It cannot be shown like this" role="alert">
            {preview.error.message}
          </Alert>
        )}
        {!shown && !preview.isError && (
          <Text size="sm" c="dimmed">
            It shows once there are a subject and a text or HTML.
          </Text>
        )}
        {shown && !preview.isError && (
          <>
            <Text fw={600}>{shown.subject}</Text>
            {shown.html && (
              <SegmentedControl
                size="xs"
                aria-label="Part of the mail"
                value={part}
                onChange={setPart}
                data={[
                  { value: 'html', label: 'HTML' },
                  { value: 'text', label: 'Plain text' },
                ]}
              />
            )}
            {shown.html && part === 'html' ? (
              // No rights at all: whatever a mail holds can only be looked at.
              <iframe
                className={classes.html}
                sandbox=""
                srcDoc={shown.html}
                title={`Preview of ${shown.subject}`}
              />
            ) : (
              <Text size="sm" className={classes.text} aria-label="Plain text" role="group">
                {shown.plainText}
              </Text>
            )}
            {shown.missing.length > 0 && (
              <Alert color="yellow" title="Empty for this contact">
                {shown.missing.join(', ')}
              </Alert>
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}
