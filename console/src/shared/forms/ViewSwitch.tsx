import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ViewSwitch.module.css';

interface Props<V extends string> {
  /** What is filled in, for assistive technology. */
  label: string;
  views: readonly V[];
  view: V;
  /** The views that cannot show what is there. */
  blocked?: readonly V[];
  onChange: (view: V) => void;
  children: ReactNode;
}

/** A field that is filled in in several ways, with the choice among them beside its label. */
export function ViewSwitch<V extends string>(props: Props<V>) {
  const { label, views, view, blocked = [], onChange, children } = props;
  return (
    <div className={classes.field}>
      <SegmentedControl
        size="xs"
        className={classes.views}
        aria-label={`${label}: written as`}
        data={views.map((value) => ({ value, label: value, disabled: blocked.includes(value) }))}
        value={view}
        onChange={(chosen) => onChange(chosen as V)}
      />
      {children}
    </div>
  );
}
