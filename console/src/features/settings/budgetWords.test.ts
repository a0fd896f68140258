import { expect, test } from 'vitest';
import { budgetName, idOf, limitWords } from './budgetWords';

test('a budget is called by what it is of', () => {
  expect(budgetName({ scope: 'tenant', id: 'default', name: null })).toBe('Everything');
  expect(budgetName({ scope: 'run', id: '42', name: 'Greeter' })).toBe('Run Greeter');
  expect(budgetName({ scope: 'session', id: '42', name: null })).toBe('Session 42');
});

test('a limit tells its period', () => {
  expect(limitWords({ usd: 5, period: 'day' })).toMatch(/^\$5.* a day$/);
  expect(limitWords({ usd: 5, period: 'total' })).toMatch(/^\$5.* in all$/);
});

test('there is one tenant, whose id nobody is asked for', () => {
  expect(idOf('tenant', '')).toBe('default');
  expect(idOf('agent_type', ' researcher ')).toBe('researcher');
});
