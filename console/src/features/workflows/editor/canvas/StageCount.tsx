import { Badge } from '@mantine/core';
import { formatCompact, formatCount, plural } from '@/shared/format/number';
import type { Standing } from '../model/drawing';
import classes from './Canvas.module.css';

/** How many stand in a stage; red when some of them are blocked. */
export function StageCount({ live, blocked }: Standing) {
  const words = `${plural(live, 'journey')} here${blocked > 0 ? `, ${formatCount(blocked)} blocked` : ''}`;
  return (
    <Badge
      size="sm"
      variant="light"
      color={blocked > 0 ? 'red' : 'blue'}
      radius="sm"
      role="img"
      aria-label={words}
      title={words}
      className={classes.signs}
    >
      {formatCompact(live)}
    </Badge>
  );
}
