import { Tooltip } from '@mantine/core';
import type { IconHome } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './Shell.module.css';
import { useRail } from './useRail';

interface Props {
  to: string;
  label: string;
  icon: typeof IconHome;
  extra?: ReactNode;
}

/** A part of the console in its main navigation. */
export function NavItem({ to, label, icon: Icon, extra }: Props) {
  const isRail = useRail();
  return (
    <li>
      <Tooltip label={label} position="right" disabled={!isRail}>
        <NavLink to={to} end={to === '/'} className={classes.item}>
          <Icon size={17} stroke={1.7} aria-hidden />
          <span className={classes.label}>{label}</span>
          {extra && <span className={classes.count}>{extra}</span>}
        </NavLink>
      </Tooltip>
    </li>
  );
}
