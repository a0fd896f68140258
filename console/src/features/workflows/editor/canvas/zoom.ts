/** Below this zoom nodes show their names only, larger; a flow is not fitted into less. */
export const FAR = 0.6;

/** The smallest zoom at which names can be read. */
export const READABLE = 0.45;

/** How the whole flow is brought into view: names stay readable, and what does not fit is a scroll away. */
export const FIT = { minZoom: READABLE, maxZoom: 1, padding: 0.12 };
