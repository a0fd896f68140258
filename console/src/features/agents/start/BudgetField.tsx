import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Budget } from '@/client';
import { listBudgetsOptions } from '@/client/@tanstack/react-query.gen';
import { budgetName } from '@/features/settings/budgetWords';
import { faultWithin } from '@/shared/api/ApiError';
import { formatDollars } from '@/shared/format/number';

/** Milliseconds after the last letter until the budget of a type of agents is looked for. */
const PAUSE = 300;

interface Props {
  value: number | string;
  onChange: (budget: number | string) => void;
  agentType: string;
  /** Why the request was refused. */
  error: unknown;
}

/** The most that the run may cost, and what is left of the budgets that it spends from besides. */
export function BudgetField({ value, onChange, agentType, error }: Props) {
  const others = useBudgetsOf(agentType);
  return (
    <NumberInput
      label="Budget in US dollars"
      description={[
        'The most that the run may cost; empty for no limit of its own.',
        ...others.map((budget) => `${budgetName(budget)}: ${formatDollars(budget.leftUsd)} left.`),
      ].join(' ')}
      min={0.01}
      decimalScale={2}
      value={value}
      error={faultWithin(error, '/budgetUsd')}
      onChange={onChange}
    />
  );
}

function useBudgetsOf(agentType: string): Budget[] {
  const [type] = useDebouncedValue(agentType.trim(), PAUSE);
  const ofAll = useQuery(listBudgetsOptions({ query: { scope: 'tenant' } }));
  const ofType = useQuery({
    ...listBudgetsOptions({ query: { scope: 'agent_type', id: type } }),
    enabled: type !== '',
  });
  return [...(ofAll.data?.data ?? []), ...((type && ofType.data?.data) || [])];
}
