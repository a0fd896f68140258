import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { ContentFormModal } from './ContentFormModal';
import { contentPath } from './contentPath';

/** Writes something new and opens it. */
export function NewContent() {
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
        New content
      </Button>
      <ContentFormModal
        opened={opened}
        onClose={close}
        onSaved={(item) => navigate(contentPath(item))}
      />
    </>
  );
}
