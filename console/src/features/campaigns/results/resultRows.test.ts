import type { TemplateResults, TemplateView } from '@/client';
import { compared, resultRows } from './resultRows';

const counts = (sent: number, replied: number) => ({
  sent,
  delivered: sent,
  bounced: 0,
  replied,
  complained: 0,
  unsubscribed: 0,
  clicked: 0,
  goals: 0,
  replyRate: { value: replied / sent, low: 0, high: 1 },
  goalRate: { value: 0, low: 0, high: 1 },
});

const TEMPLATE = {
  steps: [{ config: { subject: 'Hello' } }, { config: {} }],
} as unknown as TemplateView;

const RESULTS: TemplateResults = {
  enrollments: [],
  goal: undefined,
  variantGoal: 'reply',
  steps: [
    {
      stepIndex: 0,
      counts: counts(200, 30),
      variants: [
        { name: 'long', counts: counts(100, 5) },
        { name: 'short', counts: counts(100, 25) },
      ],
      winner: 'short',
      minimum: 100,
    },
    { stepIndex: 1, counts: counts(50, 1), variants: [], winner: undefined, minimum: 100 },
  ],
};

it('lists each step before its variants, and names what wins', () => {
  const rows = resultRows(RESULTS, TEMPLATE);

  expect(rows.map(({ step, label, variant, wins }) => [step, label, variant, wins])).toEqual([
    [1, 'Hello', null, false],
    [1, 'Hello', 'long', false],
    [1, 'Hello', 'short', true],
    [2, 'Step 2', null, false],
  ]);
});

it('compares variants where there are any, and else steps', () => {
  expect(compared(resultRows(RESULTS, TEMPLATE)).map((row) => row.key)).toEqual([
    '1 long',
    '1 short',
    '2',
  ]);
});
