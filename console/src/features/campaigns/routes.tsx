import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  {
    path: 'workflows/templates',
    lazy: page(() => import('./templates/TemplatesPage'), 'TemplatesPage'),
  },
  {
    path: 'workflows/templates/:id',
    lazy: page(() => import('./template/TemplatePage'), 'TemplatePage'),
  },
  {
    path: 'workflows/mail',
    lazy: page(() => import('./mail/MailTemplatesPage'), 'MailTemplatesPage'),
  },
  {
    path: 'workflows/mail/new',
    lazy: page(() => import('./mail/MailTemplatePage'), 'NewMailPage'),
  },
  {
    path: 'workflows/mail/:id',
    lazy: page(() => import('./mail/MailTemplatePage'), 'MailTemplatePage'),
  },
];
