import type { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BulkKind, BulkTarget } from '@/client';
import type { ManySettings } from './manyWords';

export interface ManyForm {
  /** What the act asks the person who does it. */
  fields?: ReactNode;
  /** How it is done, the same object while that is the same; null while something is missing. */
  settings: ManySettings | null;
}

/** An act on many: what it says, and what it asks for. */
export interface ManyActType {
  kind: BulkKind;
  on: BulkTarget;
  label: string;
  icon: typeof IconBan;
  /** What it does to each, for the person who is about to do it. */
  explains: string;
  /** Whether it cannot be taken back. */
  harms?: boolean;
  /** Holds what the person has chosen so far; `flowId` is the flow that all are on, if they are. */
  useForm: (flowId: string | undefined) => ManyForm;
}

/** Of acts that ask for nothing. */
export const NO_SETTINGS: ManySettings = {};

/** The form of acts that ask for nothing. */
export const useNothing = (): ManyForm => ({ settings: NO_SETTINGS });
