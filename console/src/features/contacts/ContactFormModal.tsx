import { Button, Group, Modal, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Contact, type ContactRequest, createContact, updateContact } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS, notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { contactName } from './contactName';

const FIELDS = [
  { name: 'name', label: 'Name' },
  { name: 'email', label: 'Email' },
  { name: 'company', label: 'Company' },
  { name: 'title', label: 'Job title' },
  { name: 'phone', label: 'Phone' },
  { name: 'timezone', label: 'Time zone', placeholder: 'Europe/Berlin' },
  { name: 'lifecycleStage', label: 'Lifecycle stage' },
] as const;

type Field = (typeof FIELDS)[number]['name'];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Who is edited; a new one without. */
  contact?: Contact;
  onSaved?: (contact: Contact) => void;
}

/** Adds a contact or edits one. */
export function ContactFormModal({ opened, onClose, contact, onSaved }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={contact ? `Edit ${contactName(contact)}` : 'Add a contact'}
      size="lg"
    >
      {opened && <ContactForm contact={contact} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  );
}

function ContactForm({ contact, onClose, onSaved }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const [tags, setTags] = useState<string[]>(contact?.tags ?? []);
  const [texts, setTexts] = useState<Partial<Record<Field, string>>>(() =>
    Object.fromEntries(FIELDS.map(({ name }) => [name, contact?.[name] ?? ''])),
  );
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (body: ContactRequest) => {
      const { data } = contact
        ? await updateContact({ path: { id: contact.id }, body, throwOnError: true })
        : await createContact({ body, throwOnError: true });
      return data;
    },
    onSuccess: (saved) => {
      notifyDone(`${contactName(saved)} is saved.`);
      refresh('listContacts', `getContact:${saved.id}`);
      onClose();
      onSaved?.(saved);
    },
    ...FIELDS_SHOW_FAULTS,
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const values = FIELDS.map(({ name }) => [name, texts[name]?.trim() || null]);
    mutate({ ...Object.fromEntries(values), tags });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {FIELDS.map(({ name, label, ...field }, index) => (
            <TextInput
              key={name}
              label={label}
              {...field}
              type={name === 'email' ? 'email' : 'text'}
              data-autofocus={index === 0 || undefined}
              value={texts[name]}
              onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
              error={faultOf(error, `/${name}`)}
            />
          ))}
          <TagsInput
            label="Tags"
            placeholder={tags.length === 0 ? 'Type and press Enter' : undefined}
            value={tags}
            onChange={setTags}
            error={faultOf(error, '/tags')}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
