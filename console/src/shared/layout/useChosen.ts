import { useState } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Which item of a `SplitView` is chosen: the one that the address names, else the first. Newer items
 * that arrive above it do not take its place: nobody should answer something else than what they read.
 */
export function useChosen(name: string, ids: readonly string[] | undefined): string | undefined {
  const [params] = useSearchParams();
  const [kept, setKept] = useState<string>();
  const named = params.get(name);
  if (!named && ids && (kept === undefined ? ids.length > 0 : !ids.includes(kept))) {
    setKept(ids[0]);
  }
  return named ?? kept;
}
