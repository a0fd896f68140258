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
];
