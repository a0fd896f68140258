import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './RunSummary.module.css';

/** One figure of a run. */
export function SummaryCard({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.card}>
      <Text size="xs" c="dimmed" component="dt">
        {label}
      </Text>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}
