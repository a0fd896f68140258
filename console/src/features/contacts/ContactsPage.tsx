import { Box, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { QuickActions } from '@/features/batches/QuickActions';
import { EnrollChosen } from '@/features/campaigns/enrolling/EnrollChosen';
import { Page } from '@/shared/layout/Page';
import { useMay } from '@/shared/session/useMay';
import { ContactFormModal } from './ContactFormModal';
import { ContactsTable } from './ContactsTable';
import { SelectionBar } from './choice/SelectionBar';
import { chosenOf } from './choice/selection';
import { useSelection } from './choice/useSelection';
import { contactPath } from './contactName';
import { ImportModal } from './ImportModal';
import { useContactList } from './useContactList';

/** Everybody in the contact database. */
export function ContactsPage() {
  const navigate = useNavigate();
  const contacts = useContactList();
  const mayEnroll = useMay('operator');
  const selecting = useSelection(contacts);
  const chosen = useMemo(() => chosenOf(selecting.selection), [selecting.selection]);
  const [adding, add] = useDisclosure(false);
  const [importing, read] = useDisclosure(false);
  return (
    <Page
      title="Contacts"
      actions={
        <>
          <QuickActions
            actions={['sync', 'enrich', 'search', 'prune']}
            chosen={contacts.list.isFiltered ? { contactFilter: selecting.filter } : undefined}
          />
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
      {chosen && (
        <Box mb="xs">
          <SelectionBar selecting={selecting}>
            <EnrollChosen chosen={chosen} />
            <QuickActions
              size="compact-xs"
              chosen={chosen}
              actions={chosen.contactIds ? ['sync', 'enrich', 'prune'] : ['enrich', 'prune']}
            />
          </SelectionBar>
        </Box>
      )}
      {mayEnroll ? (
        <ContactsTable
          contacts={contacts}
          chosen={selecting.chosen}
          onChoose={selecting.choose}
          leads
        />
      ) : (
        <ContactsTable contacts={contacts} />
      )}
      <ContactFormModal
        opened={adding}
        onClose={add.close}
        onSaved={(contact) => navigate(contactPath(contact))}
      />
      <ImportModal opened={importing} onClose={read.close} />
    </Page>
  );
}
