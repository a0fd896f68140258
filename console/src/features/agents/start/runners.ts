/** What carries the turns of an agent out, as the API calls it. */
export type AgentRunner = 'sdk' | 'claude-code';

/** What carries the turns of an agent out, and what there is to know before it is chosen. */
export const RUNNERS: Record<AgentRunner, { label: string; explains: string }> = {
  sdk: { label: 'Stitch', explains: 'The workers ask the model themselves.' },
  'claude-code': {
    label: 'Claude Code',
    explains: 'The claude program works on the task. It must be installed where the workers run.',
  },
};
