import { Tooltip } from '@mantine/core';
import { absoluteTime, shortTime } from './time';
import { useNow } from './useNow';

/** Since when something holds, with the exact time behind it; nothing where that is not known. */
export function Since({ at }: { at: string | null | undefined }) {
  const now = useNow();
  return (
    at && (
      <Tooltip label={absoluteTime(at)}>
        <span>
          since <time dateTime={at}>{shortTime(at, now)}</time>
        </span>
      </Tooltip>
    )
  );
}
