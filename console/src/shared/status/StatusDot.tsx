import { getThemeColor, useMantineTheme } from '@mantine/core';
import classes from './StatusBadge.module.css';
import { toneOf } from './tones';

/** A state as a coloured dot only, beside words that tell it; it pulses while something runs. */
export function StatusDot({ status }: { status: string }) {
  const theme = useMantineTheme();
  return (
    <span
      className={classes.dot}
      data-live={status === 'running' || undefined}
      style={{ '--tone': getThemeColor(`${toneOf(status)}.6`, theme) }}
      aria-hidden
    />
  );
}
