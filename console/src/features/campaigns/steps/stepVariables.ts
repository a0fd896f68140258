import type { Variables } from '@/features/workflows/editor/config/VariablesContext';
import { mayBeEmpty } from '@/features/workflows/editor/model/fallbacks';

const CONTACT = [
  'contact.name',
  'contact.email',
  'contact.company',
  'contact.title',
  'contact.timezone',
  'contact.tags',
  'contact.attributes',
  'contact.lifecycleStage',
];

/** What texts and expressions of a template can name. */
export const CONTACT_VARIABLES: Variables = {
  in: (language) =>
    language === 'template' ? [...CONTACT, 'unsubscribeUrl'] : [...CONTACT, 'now'],
  mayBeEmpty: (variable) => mayBeEmpty(variable, null),
};
