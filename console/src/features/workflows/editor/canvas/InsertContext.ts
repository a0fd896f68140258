import { createContext } from 'react';
import type { Point } from '../model/edits';

/** Asks what to insert on an edge, at a point of the screen. */
export type Insert = (edgeId: string, at: Point) => void;

/** How something is inserted on the canvas; null where it only shows. */
export const InsertContext = createContext<Insert | null>(null);
