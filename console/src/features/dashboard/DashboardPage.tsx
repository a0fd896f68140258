import { useSearchParams } from 'react-router';
import { RangeFields } from '@/features/analytics/RangeFields';
import { rangeOf } from '@/features/analytics/reportRange';
import { GuidePanel } from '@/features/minutes/GuidePanel';
import { useGuide } from '@/features/minutes/useGuide';
import { Page } from '@/shared/layout/Page';
import { useMay } from '@/shared/session/useMay';
import classes from './Dashboard.module.css';
import { FailuresPanel } from './FailuresPanel';
import { Figures } from './Figures';
import { LatelyPanel } from './LatelyPanel';
import { ResultsPanel } from './ResultsPanel';
import { StagesPanel } from './StagesPanel';
import { TasksPanel } from './TasksPanel';

/** How everything stands right now, and what has come of it in some days. */
export function DashboardPage() {
  const guide = useGuide();
  const mayEdit = useMay('editor');
  const [params, setParams] = useSearchParams();
  const range = rangeOf(params, new Date());
  return (
    <Page
      title="Dashboard"
      actions={
        <RangeFields
          params={params}
          range={range}
          onChange={(next) => setParams(next, { replace: true })}
        />
      }
    >
      {mayEdit && !guide.isComplete && (
        <div className={classes.guide}>
          <GuidePanel guide={guide} />
        </div>
      )}
      <Figures range={range} />
      <div className={classes.grid}>
        <div className={classes.column}>
          <StagesPanel />
          <ResultsPanel range={range} />
          <LatelyPanel />
        </div>
        <div className={classes.column}>
          <TasksPanel />
          <FailuresPanel />
        </div>
      </div>
    </Page>
  );
}
