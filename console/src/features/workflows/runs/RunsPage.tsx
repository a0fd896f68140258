import { Page } from '@/shared/layout/Page';
import { WorkflowTabs } from '../WorkflowTabs';
import { RunsTable } from './RunsTable';

/** The runs hub. */
export function RunsPage() {
  return (
    <Page title="Workflows">
      <WorkflowTabs value="/workflows" />
      <RunsTable />
    </Page>
  );
}
