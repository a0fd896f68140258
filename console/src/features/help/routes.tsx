import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'help', lazy: page(() => import('./HelpPage'), 'HelpPage') },
];
