import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import classes from './SplitView.module.css';

interface Props {
  /** The search parameter of the address that names what is chosen. */
  name: string;
  value: string;
  chosen: boolean;
  children: ReactNode;
}

/** One item of a `SplitView`; choosing it keeps the rest of the address. */
export function SplitItem({ name, value, chosen, children }: Props) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set(name, value);
  return (
    <li>
      <Link
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
