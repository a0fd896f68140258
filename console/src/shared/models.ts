/** Language models whose prices are known, the least dear first; others may be typed. */
export const MODELS: string[] = ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5'];
