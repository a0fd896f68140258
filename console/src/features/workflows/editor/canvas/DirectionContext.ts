import { createContext } from 'react';
import type { Direction } from '../model/direction';

/** Where the flow on the canvas runs, which says at which sides its nodes are joined. */
export const DirectionContext = createContext<Direction>('right');
