import { Anchor, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { GuideNav } from '@/features/minutes/GuideNav';
import { Loading } from '@/shared/feedback/Loading';
import { LiveProvider } from '@/shared/live/LiveProvider';
import { AccountMenu } from './AccountMenu';
import { ColorSchemeToggle } from './ColorSchemeToggle';
import { CommandPalette, openCommandPalette } from './CommandPalette';
import { LiveIndicator } from './LiveIndicator';
import { Logo } from './Logo';
import { NavItem } from './NavItem';
import { NewMailBadge } from './NewMailBadge';
import { FOOT_PLACES, MAIN_PLACES } from './navigation';
import { OpenTasksBadge } from './OpenTasksBadge';
import { RoleNotice } from './RoleNotice';
import classes from './Shell.module.css';
import { useRail } from './useRail';

const EXTRAS: Record<string, ReactNode> = {
  '/inbox': <OpenTasksBadge />,
  '/mailbox': <NewMailBadge />,
};

/** What surrounds every page: navigation, the command palette, live events. */
export function Shell() {
  return (
    <LiveProvider>
      <Anchor href="#main" className={classes.skip}>
        Skip to the content
      </Anchor>
      <div className={classes.shell} data-rail={useRail() || undefined}>
        <aside className={classes.sidebar} aria-label="Navigation">
          <Link to="/" className={classes.brand} aria-label="Stitch, to the dashboard">
            <Logo />
            <span className={classes.label}>Stitch</span>
          </Link>
          <button
            type="button"
            className={`mantine-focus-auto ${classes.item} ${classes.search}`}
            onClick={openCommandPalette}
          >
            <IconSearch size={15} stroke={1.7} aria-hidden />
            <span className={classes.label} style={{ textAlign: 'left' }}>
              Search
            </span>
            <Kbd size="xs" className={classes.extra} aria-hidden>
              ⌘K
            </Kbd>
          </button>
          <nav aria-label="Main">
            <ul className={classes.items}>
              {MAIN_PLACES.map((place) => (
                <NavItem key={place.to} {...place} extra={EXTRAS[place.to]} />
              ))}
            </ul>
          </nav>
          <div className={classes.spacer} />
          <GuideNav />
          <nav aria-label="More">
            <ul className={classes.items}>
              {FOOT_PLACES.map((place) => (
                <NavItem key={place.to} {...place} />
              ))}
            </ul>
          </nav>
          <RoleNotice />
          <div className={classes.foot}>
            <LiveIndicator />
            <div className={classes.tools}>
              <AccountMenu />
              <ColorSchemeToggle />
            </div>
          </div>
        </aside>
        <main id="main" className={classes.main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <CommandPalette />
      <ScrollRestoration />
    </LiveProvider>
  );
}
