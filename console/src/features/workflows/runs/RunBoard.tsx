import classes from './RunBoard.module.css';
import { RunBoardColumn } from './RunBoardColumn';
import { RUN_COLUMNS } from './runColumns';
import type { RunFilters } from './useRunFilters';

/** Runs in four columns by what has become of them. */
export function RunBoard({ filters }: { filters: RunFilters }) {
  return (
    <div className={classes.board}>
      {RUN_COLUMNS.map((column) => (
        <RunBoardColumn key={column.title} {...column} query={filters.query} />
      ))}
    </div>
  );
}
