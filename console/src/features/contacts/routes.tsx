import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'contacts', lazy: page(() => import('./ContactsPage'), 'ContactsPage') },
  { path: 'contacts/:id', lazy: page(() => import('./ContactPage'), 'ContactPage') },
];
