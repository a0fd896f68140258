import type { MailTemplateRequest, MailTemplateView } from '@/client';

/** Mail as it is edited. */
export interface MailTexts {
  name: string;
  subject: string;
  text: string;
  html: string;
}

export const EMPTY_MAIL: MailTexts = { name: '', subject: '', text: '', html: '' };

export const textsOf = ({ name, subject, text, html }: MailTemplateView): MailTexts => ({
  name,
  subject,
  text: text ?? '',
  html: html ?? '',
});

/** The texts as the API takes them: one that is empty is none. */
export const requestOf = ({ name, subject, text, html }: MailTexts): MailTemplateRequest => ({
  name: name.trim(),
  subject,
  text: text.trim() === '' ? null : text,
  html: html.trim() === '' ? null : html,
});

export const areSame = (some: MailTexts, others: MailTexts) =>
  JSON.stringify(requestOf(some)) === JSON.stringify(requestOf(others));
