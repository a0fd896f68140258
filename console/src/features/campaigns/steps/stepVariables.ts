import type { Language } from '@/features/workflows/editor/model/variables';

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
export const CONTACT_VARIABLES = (language: Language): string[] =>
  language === 'template' ? [...CONTACT, 'unsubscribeUrl'] : [...CONTACT, 'now'];
