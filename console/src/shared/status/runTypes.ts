import {
  IconArrowsShuffle,
  IconMailFast,
  IconRefresh,
  IconRobot,
  IconScissors,
  IconSearch,
  IconSparkles,
} from '@tabler/icons-react';
import type { WorkflowType } from '@/client';

interface RunType {
  label: string;
  icon: typeof IconRobot;
  color: string;
}

/** How each type of run is called and drawn. */
export const RUN_TYPES: Record<WorkflowType, RunType> = {
  flow: { label: 'Flow', icon: IconArrowsShuffle, color: 'iris' },
  sequence: { label: 'Sequence', icon: IconMailFast, color: 'grape' },
  sync: { label: 'Sync', icon: IconRefresh, color: 'cyan' },
  enrich: { label: 'Enrich', icon: IconSparkles, color: 'orange' },
  search: { label: 'Search', icon: IconSearch, color: 'blue' },
  prune: { label: 'Prune', icon: IconScissors, color: 'pink' },
  agent: { label: 'Agent', icon: IconRobot, color: 'teal' },
};

/** The types that work off many pages or contacts, instead of walking a graph. */
const ITEM_TYPES: ReadonlySet<WorkflowType> = new Set(['sync', 'enrich', 'search', 'prune']);

export const worksOffItems = (type: WorkflowType) => ITEM_TYPES.has(type);

export const RUN_TYPE_NAMES = Object.keys(RUN_TYPES) as WorkflowType[];
