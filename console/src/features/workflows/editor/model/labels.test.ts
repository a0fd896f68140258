import type { StepType } from '@/client';
import { inLabels } from './labels';

const CONDITION = {
  id: 'condition',
  schema: { properties: { expression: { type: 'string', title: 'Condition' }, odd: {} } },
} as unknown as StepType;

const missing = (nodeId: string, name: string) => ({
  valid: false,
  uxSpine: [],
  errors: [{ nodeId, message: `Node '${nodeId}' (condition): '${name}' is missing; set it` }],
  warnings: [],
});

const labelled = (nodeId: string, name: string) =>
  inLabels(
    missing(nodeId, name),
    [{ id: 'vip', type: 'condition' }],
    new Map([['condition', CONDITION]]),
  )?.errors[0]?.message;

it('a setting that is missing is named as the form names it', () => {
  expect(labelled('vip', 'expression')).toBe(
    "Node 'vip' (condition): “Condition” is missing; set it",
  );
});

it('what has no label, and nodes that are not there, are named as they are', () => {
  expect(labelled('vip', 'odd')).toContain("'odd' is missing; set it");
  expect(labelled('gone', 'expression')).toContain("'expression' is missing; set it");
  expect(inLabels(undefined, [], new Map())).toBeUndefined();
});
