import { IconCheck, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { TemplateAct } from './templateActs';

/** How each act is called and drawn. */
export const ACT_SIGNS: Record<TemplateAct, { label: string; icon: typeof IconTrash }> = {
  activate: { label: 'Activate', icon: IconPlayerPlay },
  pause: { label: 'Pause', icon: IconPlayerPause },
  complete: { label: 'Complete', icon: IconCheck },
  delete: { label: 'Delete', icon: IconTrash },
};
