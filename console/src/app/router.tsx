import { createBrowserRouter } from 'react-router';
import { routes as agents } from '@/features/agents/routes';
import { routes as analytics } from '@/features/analytics/routes';
import { routes as campaigns } from '@/features/campaigns/routes';
import { routes as contacts } from '@/features/contacts/routes';
import { routes as content } from '@/features/content/routes';
import { routes as crm } from '@/features/crm/routes';
import { routes as dashboard } from '@/features/dashboard/routes';
import { routes as help } from '@/features/help/routes';
import { routes as inbox } from '@/features/inbox/routes';
import { routes as mailbox } from '@/features/mailbox/routes';
import { routes as schedules } from '@/features/schedules/routes';
import { routes as settings } from '@/features/settings/routes';
import { routes as signIn } from '@/features/signin/routes';
import { routes as workflows } from '@/features/workflows/routes';
import { routes as workspaces } from '@/features/workspaces/routes';
import { Loading } from '@/shared/feedback/Loading';
import { RouteError } from '@/shell/RouteError';
import { Shell } from '@/shell/Shell';

/** Each feature names its own pages; each page is loaded when it is first shown. */
export const router = createBrowserRouter([
  { hydrateFallbackElement: <Loading />, children: signIn },
  {
    element: <Shell />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          ...dashboard,
          ...contacts,
          ...content,
          ...workflows,
          ...campaigns,
          ...agents,
          ...schedules,
          ...workspaces,
          ...analytics,
          ...inbox,
          ...crm,
          ...mailbox,
          ...settings,
          ...help,
          { path: '*', loader: () => Promise.reject(new Response(null, { status: 404 })) },
        ],
      },
    ],
  },
]);
