/** Pixels, also of what stands there until the charts are loaded. */
export const CHART_HEIGHT = 190;
