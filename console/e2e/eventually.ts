/** Milliseconds in which a busy machine comes to what an idle one shows at once. */
const TIMEOUT = 20_000;

/** Tries until it holds. */
export const eventually = (holds: () => Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: TIMEOUT });
