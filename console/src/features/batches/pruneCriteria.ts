import type { PruneRequest } from '@/client';
import type { Chosen } from '@/features/contacts/choice/selection';

/** Reasons to archive somebody that are asked for often, as CEL over `contact`. */
export const PRUNE_REASONS = [
  { label: 'They have no e-mail address', criteria: 'contact.email == null' },
  { label: 'They have unsubscribed', criteria: 'contact.unsubscribedAt != null' },
  {
    label: 'Neither name nor company is known',
    criteria: 'contact.name == null && contact.company == null',
  },
] as const;

/**
 * Contacts that can be named one by one in an expression, which the API takes up to 4,096 characters
 * of, half of them for what somebody writes; more are chosen by a filter.
 */
export const MOST_NAMED = 50;

/** What is asked of the API, which takes a filter and an expression: of single contacts, their ids. */
export function pruneRequest(
  criteria: string,
  { contactIds, contactFilter }: Chosen,
): PruneRequest {
  return contactIds
    ? { criteria: `(${criteria}) && contact.id in ${JSON.stringify(contactIds)}` }
    : { criteria, contactFilter };
}
