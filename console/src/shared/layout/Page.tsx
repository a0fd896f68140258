import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** What stands before the title, such as an icon. */
  leading?: ReactNode;
  /** What stands behind the title, such as a status. */
  trailing?: ReactNode;
  subtitle?: ReactNode;
  /** The pages above this one. */
  above?: { label: string; to: string }[];
  actions?: ReactNode;
  /** Fills the window and does not scroll as a whole: boards and canvases. */
  full?: boolean;
  children: ReactNode;
}

/** The frame of every page: where it belongs, what it is called, what can be done. */
export function Page(props: Props) {
  useDocumentTitle(`${props.title} · Stitch`);
  return (
    <div className={classes.page} data-full={props.full || undefined}>
      {props.above && (
        <Breadcrumbs mb={4} separatorMargin={6} fz="xs" component="nav" aria-label="Breadcrumbs">
          {props.above.map(({ label, to }) => (
            <Anchor key={to} component={Link} to={to} fz="xs" c="dimmed">
              {label}
            </Anchor>
          ))}
        </Breadcrumbs>
      )}
      <header className={classes.header}>
        <div className={classes.title}>
          <Group gap="sm" wrap="nowrap">
            {props.leading}
            <Title order={1}>{props.title}</Title>
            {props.trailing}
          </Group>
          {props.subtitle && (
            <Text size="sm" c="dimmed" mt={2} component="div">
              {props.subtitle}
            </Text>
          )}
        </div>
        {props.actions && <Group gap="xs">{props.actions}</Group>}
      </header>
      {props.children}
    </div>
  );
}
