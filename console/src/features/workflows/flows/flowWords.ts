import type { FlowKind } from '@/client';

export const FLOWS = '/workflows/flows';

export const flowPath = ({ id }: { id: string }) => `${FLOWS}/${id}`;

interface Kind {
  value: FlowKind;
  label: string;
  /** Where it is plain that it is a flow. */
  short: string;
  color: string;
}

export const KINDS: Record<FlowKind, Kind> = {
  bmc: { value: 'bmc', label: 'Business flow', short: 'Business', color: 'iris' },
  system: { value: 'system', label: 'System flow', short: 'System', color: 'gray' },
};
