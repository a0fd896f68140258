import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { createTemplate, type Platform, type TemplateType } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { choicesOf } from '@/shared/format/words';
import { useAddressedDisclosure, useOpener } from '@/shared/layout/useAddressedDisclosure';
import { useRefresh } from '@/shared/live/useRefresh';
import { templatePath } from '../templatePath';
import { PLATFORMS, TEMPLATE_TYPES } from '../templateWords';

const BY_MAIL = 'mail';

/** Opens what NewTemplate shows, which is on the page already. */
export function NewTemplateButton() {
  const open = useOpener('new');
  return (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
      New template
    </Button>
  );
}

/** Makes a template and opens it. */
export function NewTemplate() {
  const [opened, { close }] = useAddressedDisclosure('new');
  return (
    <>
      <NewTemplateButton />
      <Modal
        opened={opened}
        onClose={close}
        title="New template"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <NewTemplateForm onClose={close} />}
      </Modal>
    </>
  );
}

function NewTemplateForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [templateType, setType] = useState<TemplateType>('outreach');
  const [platform, setPlatform] = useState<Platform | null>(null);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const body = {
        name: name.trim(),
        description: description.trim() || null,
        templateType,
        platform,
      };
      return (await createTemplate({ body, throwOnError: true })).data;
    },
    onSuccess: (template) => {
      void refresh('listTemplates');
      navigate(templatePath(template));
    },
  });
  const create = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={create} noValidate>
      <Stack>
        <TextInput
          label="Name"
          data-autofocus
          required
          value={name}
          error={faultOf(error, '/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Type"
          description={TEMPLATE_TYPES[templateType].explains}
          allowDeselect={false}
          data={choicesOf(TEMPLATE_TYPES)}
          value={templateType}
          error={faultOf(error, '/templateType')}
          onChange={(chosen) => chosen && setType(chosen)}
        />
        <Select
          label="Platform"
          description="Where no API may act for you, a task in the inbox has the text and the link ready."
          allowDeselect={false}
          data={[{ value: BY_MAIL, label: 'Mail' }, ...choicesOf(PLATFORMS)]}
          value={platform ?? BY_MAIL}
          error={faultOf(error, '/platform')}
          onChange={(chosen) => setPlatform(chosen === BY_MAIL ? null : chosen)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={description}
          error={faultOf(error, '/description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={isPending}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
