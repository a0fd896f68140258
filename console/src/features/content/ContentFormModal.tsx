import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type ContentItem,
  type ContentRequest,
  type ContentStatus,
  createContent,
  updateContent,
} from '@/client';
import { ContactSelect } from '@/features/contacts/ContactSelect';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS, notifyDone } from '@/shared/feedback/notify';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';
import { CONTENT_STATUSES, contentTitle } from './contentWords';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** What is edited; something new without. */
  item?: ContentItem;
  onSaved?: (item: ContentItem) => void;
}

/** Writes content or edits it. */
export function ContentFormModal({ opened, ...form }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title={form.item ? `Edit ${contentTitle(form.item)}` : 'New content'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <ContentForm {...form} />}
    </Modal>
  );
}

function ContentForm({ item, onClose, onSaved }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const [title, setTitle] = useState(item?.title ?? '');
  const [text, setText] = useState(item?.body ?? '');
  const [status, setStatus] = useState<ContentStatus>(item?.status ?? 'draft');
  const [contactId, setContact] = useState(item?.contactId ?? null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (body: ContentRequest) => {
      const { data } = item
        ? await updateContent({ path: { id: item.id }, body, throwOnError: true })
        : await createContent({ body, throwOnError: true });
      return data;
    },
    onSuccess: (saved) => {
      notifyDone(`${contentTitle(saved)} is saved.`);
      refresh('listContent', `getContent:${saved.id}`);
      onClose();
      onSaved?.(saved);
    },
    ...FIELDS_SHOW_FAULTS,
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    mutate({ title: title.trim() || null, body: text.trim() || null, status, contactId });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <TextInput
          label="Title"
          data-autofocus
          value={title}
          error={faultOf(error, '/title')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label="Text"
          autosize
          minRows={5}
          maxRows={16}
          value={text}
          error={faultOf(error, '/body')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Select
            label="Status"
            allowDeselect={false}
            data={CONTENT_STATUSES.map((value) => ({ value, label: humanize(value) }))}
            value={status}
            error={faultOf(error, '/status')}
            onChange={(chosen) => chosen && setStatus(chosen)}
          />
          <ContactSelect
            label="Whose"
            placeholder="Ours"
            clearable
            value={contactId}
            error={faultOf(error, '/contactId')}
            onChange={setContact}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={title.trim() === '' && text.trim() === ''}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
