import { createContext } from 'react';
import type { Language } from '../model/variables';

/** The variables that the fields of the node under edit can name. */
export const VariablesContext = createContext<(language: Language) => string[]>(() => []);
