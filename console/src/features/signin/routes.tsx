import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

/** Stands alone: without a session there is nothing to navigate. */
export const routes: RouteObject[] = [
  { path: 'signin', lazy: page(() => import('./SignInPage'), 'SignInPage') },
];
