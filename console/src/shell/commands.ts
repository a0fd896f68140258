import {
  IconCalendarTime,
  IconFileImport,
  IconFlask,
  IconPlugConnected,
  IconPlus,
  IconTemplate,
  IconUpload,
  IconUserPlus,
  IconUsersPlus,
} from '@tabler/icons-react';
import type { Role } from '@/client';
import { withOpen } from '@/shared/layout/useAddressedDisclosure';
import { includes } from '@/shared/session/useMay';

interface Command {
  label: string;
  /** What it is found by besides. */
  keywords?: string;
  icon: typeof IconPlus;
  to: string;
  needs: Role;
}

const COMMANDS: readonly Command[] = [
  {
    label: 'New flow',
    keywords: 'create make',
    icon: IconPlus,
    to: withOpen('/workflows/flows', 'new'),
    needs: 'editor',
  },
  {
    label: 'Import a flow',
    keywords: 'json file',
    icon: IconFileImport,
    to: withOpen('/workflows/flows', 'import'),
    needs: 'editor',
  },
  {
    label: 'Start journeys',
    keywords: 'seed begin run',
    icon: IconUsersPlus,
    to: '/workflows/flows?kind=bmc',
    needs: 'operator',
  },
  {
    label: 'Test a flow',
    keywords: 'simulate try run',
    icon: IconFlask,
    to: '/workflows/flows?kind=system',
    needs: 'operator',
  },
  {
    label: 'Add a contact',
    keywords: 'new create person',
    icon: IconUserPlus,
    to: withOpen('/contacts', 'add'),
    needs: 'operator',
  },
  {
    label: 'Import contacts',
    keywords: 'csv file upload people',
    icon: IconUpload,
    to: withOpen('/contacts', 'import'),
    needs: 'operator',
  },
  {
    label: 'New template',
    keywords: 'create campaign sequence',
    icon: IconTemplate,
    to: withOpen('/workflows/templates', 'new'),
    needs: 'editor',
  },
  {
    label: 'New schedule',
    keywords: 'create cron',
    icon: IconCalendarTime,
    to: withOpen('/workflows/schedules', 'new'),
    needs: 'editor',
  },
  {
    label: 'Connect a platform',
    keywords: 'new connection account credentials oauth',
    icon: IconPlugConnected,
    to: withOpen('/settings/connections', 'new'),
    needs: 'admin',
  },
];

/** What the palette offers to do to somebody of a role, nothing while that is not known. */
export function commandsOf(role: Role | null | undefined): readonly Command[] {
  return role ? COMMANDS.filter(({ needs }) => includes(role, needs)) : [];
}
