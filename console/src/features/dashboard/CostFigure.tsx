import { IconCoin } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getCostOptions } from '@/client/@tanstack/react-query.gen';
import { formatDollars } from '@/shared/format/number';
import { Figure } from './Figure';

const DAY = 24 * 60 * 60 * 1000;

/** The day in UTC, by which the API sums up. */
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** What language models have cost today and in the last seven days. */
export function CostFigure() {
  const from = dayOf(Date.now() - 6 * DAY);
  const { data } = useQuery({
    ...getCostOptions({ query: { from } }),
    placeholderData: keepPreviousData,
  });
  const today = data?.byDay.find(({ day }) => day === data.to)?.used.costUsd ?? 0;
  return (
    <Figure
      label="Model cost today"
      value={data && formatDollars(today)}
      hint={data && `${formatDollars(data.total.costUsd)} in 7 days`}
      icon={IconCoin}
      to="/workflows/analytics?days=7&by=model"
    />
  );
}
