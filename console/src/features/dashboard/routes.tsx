import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { index: true, lazy: page(() => import('./DashboardPage'), 'DashboardPage') },
];
