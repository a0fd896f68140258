import {
  IconAlertTriangle,
  IconCheckbox,
  IconHandStop,
  IconMailForward,
  IconPlayerPlay,
  IconRoute,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  listEntitiesOptions,
  listMailsOptions,
  listRunsOptions,
  listTasksOptions,
} from '@/client/@tanstack/react-query.gen';
import { asParameters, type ReportRange, rangeWords } from '@/features/analytics/reportRange';
import { formatCount } from '@/shared/format/number';
import { CostFigure } from './CostFigure';
import classes from './Dashboard.module.css';
import { Figure } from './Figure';

/** Only the total of a list is wanted. */
const ONE = { pageSize: 1 };

const show = (query: { data?: { total: number } }) =>
  query.data ? formatCount(query.data.total) : undefined;

/** The numbers that say how things are, and what went wrong and out in some days. */
export function Figures({ range }: { range: ReportRange }) {
  const { from, to } = range;
  const running = useQuery(listRunsOptions({ query: { ...ONE, status: 'running' } }));
  const journeys = useQuery(listEntitiesOptions({ query: { ...ONE, live: 'true' } }));
  const blocked = useQuery(listEntitiesOptions({ query: { ...ONE, status: 'blocked' } }));
  const failed = useQuery({
    ...listRunsOptions({ query: { ...ONE, status: 'failed', from, to } }),
    placeholderData: keepPreviousData,
  });
  const tasks = useQuery(listTasksOptions({ query: { ...ONE, state: 'open' } }));
  const mails = useQuery({
    ...listMailsOptions({ query: { ...ONE, from, to } }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.figures}>
      <Figure
        label="Active runs"
        value={show(running)}
        icon={IconPlayerPlay}
        to="/workflows?status=running&runs=all"
      />
      <Figure
        label="Live journeys"
        value={show(journeys)}
        icon={IconRoute}
        to="/workflows/journeys?live=true"
      />
      <Figure
        label="Blocked journeys"
        value={show(blocked)}
        alarming={(blocked.data?.total ?? 0) > 0}
        icon={IconHandStop}
        to="/workflows/journeys?status=blocked"
      />
      <Figure
        label="Failed runs"
        value={show(failed)}
        hint={rangeWords(range)}
        alarming={(failed.data?.total ?? 0) > 0}
        icon={IconAlertTriangle}
        to={`/workflows?status=failed&runs=all&${asParameters(range)}`}
      />
      <Figure label="Open tasks" value={show(tasks)} icon={IconCheckbox} to="/inbox" />
      <Figure
        label="Mail sent"
        value={show(mails)}
        hint={rangeWords(range)}
        icon={IconMailForward}
        to={`/mailbox?${asParameters(range)}`}
      />
      <CostFigure />
    </div>
  );
}
