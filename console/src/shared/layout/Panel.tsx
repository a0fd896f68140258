import { Box, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Panel.module.css';

interface Props {
  title?: string;
  end?: ReactNode;
  /** Whether the content goes from edge to edge, as lists do. */
  flush?: boolean;
  children: ReactNode;
}

/** A titled box of related things. */
export function Panel({ title, end, flush, children }: Props) {
  return (
    <section className={classes.panel} aria-label={title}>
      {(title || end) && (
        <div className={classes.head} data-divided={flush || undefined}>
          {title && (
            <Title order={2} size="h3">
              {title}
            </Title>
          )}
          {end && <Group gap="xs">{end}</Group>}
        </div>
      )}
      <Box px={flush ? 0 : 16} pb={flush ? 0 : 16} pt={flush || title ? 0 : 16}>
        {children}
      </Box>
    </section>
  );
}
