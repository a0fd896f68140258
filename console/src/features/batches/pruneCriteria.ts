/** Reasons to archive somebody that are asked for often, as CEL over `contact`. */
export const PRUNE_REASONS = [
  { label: 'They have no e-mail address', criteria: 'contact.email == null' },
  { label: 'They have unsubscribed', criteria: 'contact.unsubscribedAt != null' },
  {
    label: 'Neither name nor company is known',
    criteria: 'contact.name == null && contact.company == null',
  },
] as const;
