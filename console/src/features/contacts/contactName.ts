/** What to call a contact. */
export const contactName = (contact: { name?: string | null; email?: string | null }) =>
  contact.name ?? contact.email ?? 'Without a name';

export const contactPath = (contact: { id: string }) => `/contacts/${contact.id}`;
