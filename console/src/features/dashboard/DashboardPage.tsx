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

/** How everything stands right now. */
export function DashboardPage() {
  const guide = useGuide();
  const mayEdit = useMay('editor');
  return (
    <Page title="Dashboard">
      {mayEdit && !guide.isComplete && (
        <div className={classes.guide}>
          <GuidePanel guide={guide} />
        </div>
      )}
      <Figures />
      <div className={classes.grid}>
        <div className={classes.column}>
          <StagesPanel />
          <ResultsPanel />
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
