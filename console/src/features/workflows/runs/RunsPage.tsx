import { QuickActions } from '@/features/batches/QuickActions';
import { Page } from '@/shared/layout/Page';
import { WorkflowTabs } from '../WorkflowTabs';
import { RunBoard } from './RunBoard';
import { RunLanes } from './RunLanes';
import { RunsTable } from './RunsTable';
import { RunToolbar } from './RunToolbar';
import { useRunFilters } from './useRunFilters';
import { useRunView } from './useRunView';

/** The runs hub: everything that runs or has run, as a table, a board or lanes. */
export function RunsPage() {
  const filters = useRunFilters();
  const [view, setView] = useRunView();
  return (
    <Page title="Workflows" full={view === 'kanban'} actions={<QuickActions />}>
      <WorkflowTabs value="/workflows" />
      <RunToolbar filters={filters} view={view} onView={setView} />
      {view === 'list' && <RunsTable filters={filters} />}
      {view === 'kanban' && <RunBoard filters={filters} />}
      {view === 'swimlane' && <RunLanes filters={filters} />}
    </Page>
  );
}
