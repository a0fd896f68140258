import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  {
    path: 'workflows/schedules',
    lazy: page(() => import('./list/SchedulesPage'), 'SchedulesPage'),
  },
  {
    path: 'workflows/schedules/:id',
    lazy: page(() => import('./schedule/SchedulePage'), 'SchedulePage'),
  },
];
