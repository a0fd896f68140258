import { useMemo } from 'react';
import { useSelection } from '@/shared/list/choice/useSelection';
import type { ContactList } from '../useContactList';
import { filterOf } from './selection';

/** Who of a list of contacts is chosen. */
export function useContactSelection({ list, contacts }: ContactList) {
  const filter = useMemo(() => filterOf(list), [list]);
  return useSelection(filter, contacts.data);
}
