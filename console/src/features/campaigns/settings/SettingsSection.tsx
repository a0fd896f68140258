import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type JsonObject, type TemplateView, updateTemplate } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { Panel } from '@/shared/layout/Panel';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { readWindow, writeWindow } from '../plan/sendingWindow';
import { configOf } from '../templateConfig';
import { sendsMail } from '../templateWords';
import { AboutFields } from './AboutFields';
import { GoalFields } from './GoalFields';
import { ReplyFields } from './ReplyFields';
import { SendingFields } from './SendingFields';
import classes from './Settings.module.css';
import { withSettings } from './templateSettings';
import { WindowFields } from './WindowFields';

/** What a template is called and how long it runs. */
export interface About {
  name: string;
  description: string;
  startsAt: string | null;
  endsAt: string | null;
}

/** What a part of the form changes of the settings; null takes a setting away. */
export interface SettingsFieldsProps {
  config: JsonObject;
  fault: (field: string) => string | undefined;
  onChange: (change: JsonObject) => void;
}

const aboutOf = ({ name, description, startsAt, endsAt }: TemplateView): About => ({
  name,
  description: description ?? '',
  startsAt: startsAt ?? null,
  endsAt: endsAt ?? null,
});

/** The settings of a template as a form. */
export function SettingsSection({ template }: { template: TemplateView }) {
  const mayEdit = useMay('editor');
  const refresh = useRefresh();
  const [about, setAbout] = useState(() => aboutOf(template));
  const [config, setConfig] = useState(() => configOf(template));
  const isChanged =
    JSON.stringify([about, config]) !== JSON.stringify([aboutOf(template), template.config]);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => {
      const body = { ...about, description: about.description.trim() || null, config };
      return (await updateTemplate({ path: { id: template.id }, body, throwOnError: true })).data;
    },
    onSuccess: (saved) => {
      notifyDone('The settings are saved. Mail that has not left yet goes by them.');
      setAbout(aboutOf(saved));
      setConfig(configOf(saved));
      return refresh(`getTemplate:${template.id}`, 'listTemplates');
    },
  });
  const isMail = sendsMail(template.platform);
  const save = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const fields: SettingsFieldsProps = {
    config,
    fault: (field) => faultOf(error, `/config${field}`),
    onChange: (change) => setConfig(withSettings(config, change)),
  };
  return (
    <form onSubmit={save} noValidate>
      <fieldset className={classes.form} disabled={!mayEdit} aria-label="Settings of the template">
        <div className={classes.column}>
          <Panel title="About">
            <AboutFields
              about={about}
              fault={(field) => faultOf(error, field)}
              onChange={(change) => setAbout({ ...about, ...change })}
            />
          </Panel>
          {isMail && (
            <Panel title="Sending">
              <SendingFields {...fields} />
            </Panel>
          )}
        </div>
        <div className={classes.column}>
          {isMail && (
            <Panel title="Sending hours">
              <WindowFields
                window={readWindow(config.window)}
                fault={(field) => fields.fault(`/window${field}`)}
                onChange={(window) =>
                  fields.onChange({ window: window ? writeWindow(window) : null })
                }
              />
            </Panel>
          )}
          <Panel title="Replies and ends">
            <ReplyFields {...fields} />
          </Panel>
          <Panel title="Goal">
            <GoalFields {...fields} />
          </Panel>
        </div>
      </fieldset>
      {mayEdit && (
        <Stack mt="md" gap={6}>
          <Group gap="xs" justify="flex-end">
            {isChanged && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  setAbout(aboutOf(template));
                  setConfig(configOf(template));
                  reset();
                }}
              >
                Discard
              </Button>
            )}
            <Button type="submit" size="xs" disabled={!isChanged} loading={isPending}>
              Save settings
            </Button>
          </Group>
          {fields.fault('') && (
            <Text size="xs" c="red" ta="right" role="alert">
              {fields.fault('')}
            </Text>
          )}
        </Stack>
      )}
    </form>
  );
}
