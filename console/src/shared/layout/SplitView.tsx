import type { ReactNode } from 'react';
import classes from './SplitView.module.css';

interface Props {
  label: string;
  items: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}

/** A list on the left and what is chosen of it on the right. */
export function SplitView({ label, items, foot, children }: Props) {
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <ul className={classes.list} aria-label={label}>
          {items}
        </ul>
        {foot && <div className={classes.foot}>{foot}</div>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.detail} aria-label="Details" tabIndex={0}>
        {children}
      </section>
    </div>
  );
}
