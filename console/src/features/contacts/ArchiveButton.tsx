import { type Contact, updateContact } from '@/client';
import { ArchiveToggle } from '@/shared/feedback/ArchiveToggle';
import { contactName } from './contactName';

/** Archives a contact, who then starts no journey any more, or takes it back. */
export function ArchiveButton({ contact }: { contact: Contact }) {
  const archived = contact.status === 'archived';
  return (
    <ArchiveToggle
      name={contactName(contact)}
      archived={archived}
      otherwise="active"
      onToggle={() =>
        updateContact({
          path: { id: contact.id },
          body: { status: archived ? 'active' : 'archived' },
          throwOnError: true,
        })
      }
      queries={['listContacts', `getContact:${contact.id}`]}
    />
  );
}
