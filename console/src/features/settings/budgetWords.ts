import type { Budget, BudgetRequest } from '@/client';
import { formatDollars } from '@/shared/format/number';

/** What budgets are of, by the API's word. */
export const SCOPES: Record<Budget['scope'], string> = {
  tenant: 'Everything',
  agent_type: 'Agents of a type',
  session: 'A session',
  run: 'A run',
};

/** What chooses which one, where there are several. */
export const ID_LABELS: Record<Budget['scope'], string | null> = {
  tenant: null,
  agent_type: 'Type of agents',
  session: "The session's id",
  run: "The run's id",
};

export const PERIODS: Record<NonNullable<BudgetRequest['period']>, string> = {
  day: 'A day',
  month: 'A month',
  total: 'In all',
};

export const EXHAUSTED: Record<NonNullable<BudgetRequest['onExhausted']>, string> = {
  ask: 'Wait for money; agents ask a person',
  stop: 'Fail',
};

/** The id that the API knows the only tenant by. */
const TENANT = 'default';

/** The id of the budget of a scope; nothing is asked for where there is only one. */
export const idOf = (scope: Budget['scope'], id: string) =>
  scope === 'tenant' ? TENANT : id.trim();

export function budgetName({ scope, id, name }: Pick<Budget, 'scope' | 'id' | 'name'>): string {
  switch (scope) {
    case 'tenant':
      return 'Everything';
    case 'agent_type':
      return `Agents of type ${id}`;
    case 'session':
      return `Session ${name ?? id}`;
    case 'run':
      return `Run ${name ?? id}`;
  }
}

/** How much may be spent, in words. */
export function limitWords({ usd, period }: Pick<Budget, 'usd' | 'period'>): string {
  return `${formatDollars(usd)} ${PERIODS[period].toLowerCase()}`;
}
