import { Box, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { QuickActions } from '@/features/batches/QuickActions';
import { EnrollChosen } from '@/features/campaigns/enrolling/EnrollChosen';
import { CONTACT_ACTS } from '@/features/workflows/bulk/many/contactManyActs';
import { ManyActs } from '@/features/workflows/bulk/many/ManyActs';
import { Page } from '@/shared/layout/Page';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import { manyOf } from '@/shared/list/choice/selection';
import { useMay } from '@/shared/session/useMay';
import { ContactFormModal } from './ContactFormModal';
import { ContactsTable } from './ContactsTable';
import { chosenOf } from './choice/selection';
import { useContactSelection } from './choice/useContactSelection';
import { contactPath } from './contactName';
import { ImportModal } from './ImportModal';
import { useContactList } from './useContactList';

/** Everybody in the contact database. */
export function ContactsPage() {
  const navigate = useNavigate();
  const contacts = useContactList();
  const mayEnroll = useMay('operator');
  const selecting = useContactSelection(contacts);
  const chosen = useMemo(() => chosenOf(selecting.selection), [selecting.selection]);
  const many = useMemo(() => manyOf(selecting.selection), [selecting.selection]);
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
          <SelectionBar noun="contact" selecting={selecting}>
            <EnrollChosen chosen={chosen} />
            {many && <ManyActs acts={CONTACT_ACTS} chosen={many} count={selecting.count} />}
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
