import { createContext } from 'react';
import { mayBeEmpty } from '../model/fallbacks';
import type { Language } from '../model/variables';

export interface Variables {
  /** Those that a field can name. */
  in: (language: Language) => string[];
  mayBeEmpty: (variable: string) => boolean;
}

/** The variables of the node under edit. */
export const VariablesContext = createContext<Variables>({
  in: () => [],
  mayBeEmpty: (variable) => mayBeEmpty(variable, null),
});
