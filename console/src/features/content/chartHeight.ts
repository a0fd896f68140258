/** Pixels, also of what stands there until the chart is loaded. */
export const CHART_HEIGHT = 180;
