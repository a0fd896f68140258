import { formatCount } from '@/shared/format/number';
import classes from './Diff.module.css';

interface Props {
  insertions: number;
  deletions: number;
}

/** How many lines have come and gone. */
export function LineCounts({ insertions, deletions }: Props) {
  return (
    <span className={classes.counts}>
      <span className={classes.added}>+{formatCount(insertions)}</span>{' '}
      <span className={classes.deleted}>−{formatCount(deletions)}</span>
    </span>
  );
}
