import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ContactLimitsView, putContactLimits } from '@/client';
import { getContactLimitsOptions } from '@/client/@tanstack/react-query.gen';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import {
  type ContactLimitDraft,
  draftOf,
  periodChoices,
  requestOf,
  withLimit,
} from './contactLimitDraft';

/** What one person may be sent, and when nobody is written to. */
export function ContactLimitsForm() {
  const { data } = useQuery(getContactLimitsOptions());
  return data ? <Form key={data.updatedAt} held={data} /> : null;
}

function Form({ held }: { held: ContactLimitsView }) {
  const refresh = useRefresh();
  const mayKeep = useMay('admin');
  const [draft, setDraft] = useState<ContactLimitDraft>(() => draftOf(held));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => putContactLimits({ body: requestOf(draft), throwOnError: true }),
    onSuccess: () => {
      notifyDone('The limits of people hold from now on.');
      refresh('getContactLimits');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const change = (index: number, part: Partial<ContactLimitDraft['limits'][number]>) =>
    setDraft({
      ...draft,
      limits: draft.limits.map((limit, at) => (at === index ? { ...limit, ...part } : limit)),
    });
  return (
    <form onSubmit={submit} noValidate aria-label="Limits of people">
      <Fieldset variant="unstyled" disabled={!mayKeep}>
        <Stack maw={640} mt="xl">
          <Title order={3} size="h5">
            One person
          </Title>
          <Text size="sm" c="dimmed">
            Holds over all flows, templates and mailboxes, in the time zone of each person. Only
            steps that are marked as transactional are exempt.
          </Text>
          {draft.limits.map(({ id, max, period }, index) => (
            <Group key={id} align="flex-start" wrap="nowrap">
              <NumberInput
                aria-label={`Mails at most, limit ${index + 1}`}
                min={1}
                max={1_000_000}
                allowDecimal={false}
                allowNegative={false}
                value={max ?? ''}
                onChange={(value) =>
                  change(index, { max: typeof value === 'number' ? value : undefined })
                }
                error={faultOf(error, `/limits/${index}/max`)}
              />
              <Text size="sm" pt={8} style={{ whiteSpace: 'nowrap' }}>
                mails in a
              </Text>
              <Select
                aria-label={`Period, limit ${index + 1}`}
                allowDeselect={false}
                data={periodChoices(period)}
                value={period}
                onChange={(chosen) => chosen && change(index, { period: chosen })}
                error={faultOf(error, `/limits/${index}/period`)}
              />
              {mayKeep && (
                <ActionIcon
                  variant="subtle"
                  color="red"
                  mt={4}
                  aria-label={`Remove limit ${index + 1}`}
                  onClick={() =>
                    setDraft({ ...draft, limits: draft.limits.filter((_, at) => at !== index) })
                  }
                >
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </Group>
          ))}
          {mayKeep && (
            <Group>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} />}
                onClick={() => setDraft(withLimit(draft))}
              >
                Add a limit
              </Button>
            </Group>
          )}
          <SimpleGrid cols={3}>
            <TextInput
              type="time"
              label="Quiet from"
              value={draft.quietFrom}
              onChange={(event) => setDraft({ ...draft, quietFrom: event.currentTarget.value })}
              error={faultOf(error, '/quietHours/from')}
            />
            <TextInput
              type="time"
              label="Quiet until"
              value={draft.quietTo}
              onChange={(event) => setDraft({ ...draft, quietTo: event.currentTarget.value })}
              error={faultOf(error, '/quietHours/to')}
            />
            <TextInput
              label="Time zone of unknown people"
              value={draft.timezone}
              onChange={(event) => setDraft({ ...draft, timezone: event.currentTarget.value })}
              error={faultOf(error, '/defaultTimezone')}
            />
          </SimpleGrid>
          {mayKeep && (
            <Group justify="flex-end">
              <Button type="submit" loading={isPending}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}
