import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { createMailTemplate, type MailTemplateView, updateMailTemplate } from '@/client';
import { ExpressionInput } from '@/features/workflows/editor/config/ExpressionInput';
import { VariablesContext } from '@/features/workflows/editor/config/VariablesContext';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { Panel } from '@/shared/layout/Panel';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { CONTACT_VARIABLES } from '../steps/stepVariables';
import { useLeaveWarning } from '../steps/useLeaveWarning';
import classes from './Mail.module.css';
import { MailPreviewPanel } from './MailPreviewPanel';
import { MailTrials } from './MailTrials';
import { MailUsers } from './MailUsers';
import { MailVersions } from './MailVersions';
import { mailPath } from './mailPath';
import { areSame, EMPTY_MAIL, requestOf, textsOf } from './mailTexts';

/** The texts of a mail, and how a contact would get them. */
export function MailEditor({ mail }: { mail: MailTemplateView | null }) {
  const mayEdit = useMay('editor');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const saved = mail ? textsOf(mail) : EMPTY_MAIL;
  const [texts, setTexts] = useState(saved);
  const [contactId, chooseContact] = useState<string | null>(null);
  const isChanged = !areSame(texts, saved);
  const save = useMutation({
    mutationFn: async (sent: typeof texts) => {
      const body = requestOf(sent);
      const answer = mail
        ? await updateMailTemplate({ path: { id: mail.id }, body, throwOnError: true })
        : await createMailTemplate({ body, throwOnError: true });
      return answer.data;
    },
    onSuccess: async (now) => {
      notifyDone(`${now.name} is saved as version ${now.version}.`);
      await refresh(`getMailTemplate:${now.id}`, 'listMailTemplates', 'listMailTemplateVersions');
    },
  });
  const change = (some: Partial<typeof texts>) => {
    setTexts({ ...texts, ...some });
    if (save.isSuccess) {
      save.reset();
    }
  };
  // Nothing is written beside new mail that is being saved: its page comes next.
  const mayWrite = mayEdit && (mail !== null || !save.isPending);
  // What was written while it was saved is not.
  const isSaved = save.isSuccess && areSame(texts, save.variables);
  useLeaveWarning(isChanged && !isSaved);
  // After the warning has seen that it is saved.
  const created = mail ? undefined : save.data;
  useEffect(() => {
    if (created) {
      navigate(mailPath(created));
    }
  }, [created, navigate]);
  const fault = (field: string) => faultOf(save.error, field);

  return (
    <div className={classes.grid}>
      <Stack>
        <Panel title="Texts">
          <VariablesContext value={CONTACT_VARIABLES}>
            <Stack gap="sm">
              <TextInput
                size="xs"
                label="Name"
                description="How flows and campaigns call it; recipients do not see it."
                required
                disabled={!mayWrite}
                value={texts.name}
                error={fault('/name')}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <ExpressionInput
                language="template"
                label="Subject"
                required
                disabled={!mayWrite}
                value={texts.subject}
                error={fault('/subject')}
                onChange={(subject) => change({ subject })}
              />
              <ExpressionInput
                language="template"
                label="Text"
                description="{{ offers what is known of the contact. Without a text, it is made of the HTML."
                rows={6}
                disabled={!mayWrite}
                value={texts.text}
                error={fault('/text')}
                onChange={(text) => change({ text })}
              />
              <ExpressionInput
                language="template"
                label="HTML"
                description="Shown instead of the text where mail shows HTML."
                rows={10}
                disabled={!mayWrite}
                value={texts.html}
                error={fault('/html')}
                onChange={(html) => change({ html })}
              />
              {mayEdit && (
                <Group justify="flex-end" gap="xs">
                  {isChanged && (
                    <Text size="xs" c="dimmed" role="status">
                      Not saved yet
                    </Text>
                  )}
                  {isChanged && mail && (
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      onClick={() => {
                        setTexts(saved);
                        save.reset();
                      }}
                    >
                      Discard
                    </Button>
                  )}
                  <Button
                    size="xs"
                    disabled={!isChanged}
                    loading={save.isPending}
                    onClick={() => save.mutate(texts)}
                  >
                    Save mail
                  </Button>
                </Group>
              )}
            </Stack>
          </VariablesContext>
        </Panel>
        {mail && <MailUsers mail={mail} />}
        {mail && (
          <MailVersions
            mail={mail}
            isChanged={isChanged}
            onRestored={(now) => setTexts(textsOf(now))}
          />
        )}
      </Stack>
      <Stack>
        <MailPreviewPanel texts={texts} contactId={contactId} onContact={chooseContact} />
        <MailTrials mail={mail} texts={texts} isChanged={isChanged} contactId={contactId} />
      </Stack>
    </div>
  );
}
