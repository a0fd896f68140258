import { RUN_TYPE_NAMES } from '@/shared/status/runTypes';
import { RunLane } from './RunLane';
import classes from './RunLanes.module.css';
import type { RunFilters } from './useRunFilters';

/** Runs in a lane for each type. */
export function RunLanes({ filters: { query } }: { filters: RunFilters }) {
  const types = query.workflowType ? [query.workflowType] : RUN_TYPE_NAMES;
  return (
    <div className={classes.lanes}>
      {types.map((type) => (
        <RunLane key={type} type={type} query={query} />
      ))}
    </div>
  );
}
