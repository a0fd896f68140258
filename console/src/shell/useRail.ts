import { useMediaQuery } from '@mantine/hooks';
import { useMatch } from 'react-router';

const AT_ONCE = { getInitialValueInEffect: false };

/** Whether the navigation shows as icons only: where the window, or the canvas in it, needs the room. */
export function useRail(): boolean {
  const isNarrow = useMediaQuery('(max-width: 1100px)', false, AT_ONCE);
  const isWide = useMediaQuery('(min-width: 1600px)', true, AT_ONCE);
  const isEditor = useMatch('/workflows/flows/:id') !== null;
  return isNarrow || (isEditor && !isWide);
}
