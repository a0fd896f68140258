import { Page } from '@/shared/layout/Page';
import { ContactsTable } from './ContactsTable';

/** Everybody in the contact database. */
export function ContactsPage() {
  return (
    <Page title="Contacts">
      <ContactsTable />
    </Page>
  );
}
