import { createContext } from 'react';
import type { GraphNode } from '@/client';
import { TOOLKIT_NAMES, type ToolkitName } from '@/features/settings/toolkits';

/** What the connection of a step is for. */
export interface ConnectionUse {
  /** Null where nothing says so. */
  toolkit: ToolkitName | null;
  /** Whether the step may leave it to the run which one that is. */
  canBeOfRun: boolean;
}

/** What the connection of the node under edit is for. */
export const ToolkitContext = createContext<ConnectionUse>({ toolkit: null, canBeOfRun: false });

/** What a step connects with. */
export const connectionUse = (node: GraphNode): ConnectionUse => ({
  toolkit: toolkitOf(node),
  canBeOfRun: node.type === 'http.request',
});

function toolkitOf({ type, data }: GraphNode): ToolkitName | null {
  const [family] = type.split('.');
  switch (family) {
    case 'http':
    case 'git':
      return 'http';
    case 'llm':
    case 'agent':
      return 'anthropic';
    default:
      return TOOLKIT_NAMES.find((name) => name === data?.platform) ?? null;
  }
}
