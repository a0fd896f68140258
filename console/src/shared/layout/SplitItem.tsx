import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import classes from './SplitView.module.css';

interface Props {
  /** The search parameter of the address that names what is chosen. */
  name: string;
  value: string;
  chosen: boolean;
  /** What stands before the item, such as a box to tick. */
  leading?: ReactNode;
  children: ReactNode;
}

/** The id of an item's link, for whoever moves the focus to it. */
export const splitItemId = (name: string, value: string) => `${name}-${value}`;

/** One item of a `SplitView`; choosing it keeps the rest of the address. */
export function SplitItem({ name, value, chosen, leading, children }: Props) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set(name, value);
  return (
    <li className={leading ? classes.led : undefined}>
      {leading}
      <Link
        id={splitItemId(name, value)}
        to={{ search: next.toString() }}
        replace
        className={classes.item}
        aria-current={chosen || undefined}
      >
        {children}
      </Link>
    </li>
  );
}
