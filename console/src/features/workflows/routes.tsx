import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'workflows', lazy: page(() => import('./runs/RunsPage'), 'RunsPage') },
  { path: 'workflows/runs/:id', lazy: page(() => import('./run/RunPage'), 'RunPage') },
  { path: 'workflows/flows', lazy: page(() => import('./flows/FlowsPage'), 'FlowsPage') },
  {
    path: 'workflows/flows/:id',
    lazy: page(() => import('./editor/EditorPage'), 'EditorPage'),
  },
  {
    path: 'workflows/journeys',
    lazy: page(() => import('./journeys/JourneysPage'), 'JourneysPage'),
  },
  {
    path: 'workflows/journeys/:id',
    lazy: page(() => import('./journey/JourneyPage'), 'JourneyPage'),
  },
];
