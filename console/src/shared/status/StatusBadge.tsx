import { getThemeColor, useMantineTheme } from '@mantine/core';
import { humanize } from '@/shared/format/words';
import classes from './StatusBadge.module.css';
import { toneOf } from './tones';

interface Props {
  status: string;
  label?: string;
}

/** A state as a coloured dot and its word; it pulses while something runs. */
export function StatusBadge({ status, label }: Props) {
  const theme = useMantineTheme();
  return (
    <span className={classes.badge}>
      <span
        className={classes.dot}
        data-live={status === 'running' || undefined}
        style={{ '--tone': getThemeColor(`${toneOf(status)}.6`, theme) }}
        aria-hidden
      />
      {label ?? humanize(status)}
    </span>
  );
}
