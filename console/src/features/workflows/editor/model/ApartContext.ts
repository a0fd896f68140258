import { createContext } from 'react';

/** Makes the next edit a step of its own, which is taken back without what was typed before it. */
export const ApartContext = createContext<() => void>(() => undefined);
