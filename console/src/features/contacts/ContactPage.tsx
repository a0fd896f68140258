import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getContactOptions } from '@/client/@tanstack/react-query.gen';
import { ContactEnrollments } from '@/features/campaigns/contact/ContactEnrollments';
import { ContactEngagements } from '@/features/crm/ContactEngagements';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { May } from '@/shared/session/May';
import { ArchiveButton } from './ArchiveButton';
import classes from './Contact.module.css';
import { ContactChanges } from './ContactChanges';
import { ContactConsent } from './ContactConsent';
import { ContactFacts } from './ContactFacts';
import { ContactFormModal } from './ContactFormModal';
import { ContactIdentities } from './ContactIdentities';
import { ContactJourneys } from './ContactJourneys';
import { ContactTimeline } from './ContactTimeline';
import { contactName } from './contactName';

const ABOVE = [{ label: 'Contacts', to: '/contacts' }];

/** One contact: who it is, which journeys and templates it is on, what has happened and
 * what was done on platforms. */
export function ContactPage() {
  const { id = '' } = useParams();
  const [editing, edit] = useDisclosure(false);
  const query = useQuery(getContactOptions({ path: { id } }));
  const contact = query.data;
  if (!contact) {
    return (
      <Page title="Contact" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={contactName(contact)}
      above={ABOVE}
      subtitle={[contact.title, contact.company].filter(Boolean).join(', ')}
      actions={
        <May needs="operator">
          <ArchiveButton contact={contact} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={edit.open}
          >
            Edit
          </Button>
        </May>
      }
    >
      <div className={classes.grid}>
        <div className={classes.column}>
          <ContactTimeline contactId={contact.id} />
          <ContactEngagements contactId={contact.id} />
          <ContactChanges contactId={contact.id} />
        </div>
        <div className={classes.column}>
          <ContactFacts contact={contact} />
          <ContactIdentities contactId={contact.id} />
          <ContactConsent contactId={contact.id} />
          <ContactJourneys contactId={contact.id} />
          <ContactEnrollments contact={contact} />
        </div>
      </div>
      <ContactFormModal opened={editing} onClose={edit.close} contact={contact} />
    </Page>
  );
}
