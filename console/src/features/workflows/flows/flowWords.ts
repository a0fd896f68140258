import type { FlowKind } from '@/client';

export const FLOWS = '/workflows/flows';

export const flowPath = ({ id }: { id: string }) => `${FLOWS}/${id}`;

export const KINDS: Record<FlowKind, { value: FlowKind; label: string; color: string }> = {
  bmc: { value: 'bmc', label: 'Business flow', color: 'iris' },
  system: { value: 'system', label: 'System flow', color: 'gray' },
};
