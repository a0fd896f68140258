import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'content', lazy: page(() => import('./ContentPage'), 'ContentPage') },
  { path: 'content/:id', lazy: page(() => import('./ContentItemPage'), 'ContentItemPage') },
];
