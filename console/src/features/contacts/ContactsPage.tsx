import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { Page } from '@/shared/layout/Page';
import { ContactFormModal } from './ContactFormModal';
import { ContactsTable } from './ContactsTable';
import { contactPath } from './contactName';
import { ImportModal } from './ImportModal';
import { useContactList } from './useContactList';

/** Everybody in the contact database. */
export function ContactsPage() {
  const navigate = useNavigate();
  const contacts = useContactList();
  const [adding, add] = useDisclosure(false);
  const [importing, read] = useDisclosure(false);
  return (
    <Page
      title="Contacts"
      actions={
        <>
          <Button
            component="a"
            href="/api/contacts/export"
            download
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} />}
          >
            Export
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUpload size={14} />}
            onClick={read.open}
          >
            Import CSV
          </Button>
          <Button size="xs" leftSection={<IconPlus size={14} />} onClick={add.open}>
            Add contact
          </Button>
        </>
      }
    >
      <ContactsTable contacts={contacts} />
      <ContactFormModal
        opened={adding}
        onClose={add.close}
        onSaved={(contact) => navigate(contactPath(contact))}
      />
      <ImportModal opened={importing} onClose={read.close} />
    </Page>
  );
}
