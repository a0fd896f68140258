import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'settings/:section?', lazy: page(() => import('./SettingsPage'), 'SettingsPage') },
];
