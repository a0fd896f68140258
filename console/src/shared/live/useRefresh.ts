import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isAmong } from './QueryRefresher';

/** Reads queries again after an act, by operation (`listContacts`) or by thing (`getContact:ID`). */
export function useRefresh() {
  const client = useQueryClient();
  return useCallback(
    (...names: string[]) => {
      const outdated = new Set(names);
      return client.invalidateQueries({ predicate: (query) => isAmong(outdated, query) });
    },
    [client],
  );
}
