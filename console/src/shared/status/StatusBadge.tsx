import { humanize } from '@/shared/format/words';
import classes from './StatusBadge.module.css';
import { StatusDot } from './StatusDot';

interface Props {
  status: string;
  label?: string;
}

/** A state as a coloured dot and its word. */
export function StatusBadge({ status, label }: Props) {
  return (
    <span className={classes.badge}>
      <StatusDot status={status} />
      {label ?? humanize(status)}
    </span>
  );
}
