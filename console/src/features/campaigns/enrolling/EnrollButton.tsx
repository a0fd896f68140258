import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import type { TemplateView } from '@/client';
import { EnrollContacts } from './EnrollContacts';

/** Chooses contacts for a template and enrolls them. */
export function EnrollButton({ template }: { template: TemplateView }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconUserPlus size={14} />}
        disabled={template.steps.length === 0}
        title={template.steps.length === 0 ? 'Add a step first' : undefined}
        onClick={open}
      >
        Enroll
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size={960}
        title={`Enroll in ${template.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <EnrollContacts template={template} onClose={close} />}
      </Modal>
    </>
  );
}
