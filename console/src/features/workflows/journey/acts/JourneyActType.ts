import type { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EntityView, UxMapping } from '@/client';

/** What is chosen already when a dialog opens. */
export interface ActStart {
  /** Which of the steps that hold the journey, by their place among them. */
  held?: number;
  /** The flow that is about to start. */
  flow?: UxMapping;
}

export interface ActForm {
  /** What the act asks the person who does it. */
  fields?: ReactNode;
  /** Asks the API for the act; null while something is missing. */
  ask: (() => Promise<{ data: EntityView }>) | null;
  /** What becomes of the person by it, as the rest of a sentence about them. */
  done: string;
}

/** An act on a journey: what it says, what it asks for, and its request. */
export interface JourneyActType {
  label: string;
  icon: typeof IconBan;
  /** The question that its dialog asks, where the act and the name of the person do not say it. */
  asks?: (entity: EntityView, start: ActStart) => string;
  /** What it does, for the person who is about to do it. */
  explains: string;
  /** What the button says that does it. */
  confirm: string;
  /** Holds what the person has chosen so far; `stage` is what people call where the journey stands. */
  useForm: (entity: EntityView, start: ActStart, stage: string) => ActForm;
}

/** The journey that a request is for; a refusal is thrown. */
export const to = ({ id }: EntityView) => ({ path: { id }, throwOnError: true }) as const;
