import { Box, Button } from '@mantine/core';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { QuickActions } from '@/features/batches/QuickActions';
import { EnrollChosen } from '@/features/campaigns/enrolling/EnrollChosen';
import { CONTACT_ACTS } from '@/features/workflows/bulk/many/contactManyActs';
import { ManyActs } from '@/features/workflows/bulk/many/ManyActs';
import { ManyInProgress } from '@/features/workflows/bulk/many/ManyInProgress';
import { Page } from '@/shared/layout/Page';
import { useAddressedDisclosure } from '@/shared/layout/useAddressedDisclosure';
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
  const mayAct = useMay('operator');
  const selecting = useContactSelection(contacts);
  const chosen = useMemo(() => chosenOf(selecting.selection), [selecting.selection]);
  const many = useMemo(() => manyOf(selecting.selection), [selecting.selection]);
  const [adding, add] = useAddressedDisclosure('add');
  const [importing, read] = useAddressedDisclosure('import');
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
            href={`/api/contacts/export?${new URLSearchParams(selecting.filter as Record<string, string>)}`}
            download
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} />}
          >
            Export
          </Button>
          {mayAct && (
            <>
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
          )}
        </>
      }
    >
      <ManyInProgress on="contacts" />
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
      {mayAct ? (
        <ContactsTable
          contacts={contacts}
          chosen={selecting.chosen}
          onChoose={selecting.choose}
          leads
          remember="contacts"
        />
      ) : (
        <ContactsTable contacts={contacts} remember="contacts" />
      )}
      <ContactFormModal
        opened={adding && mayAct}
        onClose={add.close}
        onSaved={(contact) => navigate(contactPath(contact))}
      />
      <ImportModal opened={importing && mayAct} onClose={read.close} />
    </Page>
  );
}
