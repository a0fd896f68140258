import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** What becomes of a thing by what is done to it. */
const DONE = {
  Delete: 'is deleted',
  Lift: 'is lifted',
  Remove: 'is removed',
  Resume: 'is resumed',
  Revoke: 'is revoked',
} as const;

interface Removal<T> {
  /** The list that it is removed from, by its operation. */
  list: string;
  /** What is done, for the button. */
  verb: keyof typeof DONE;
  nameOf: (thing: T) => string;
  /** What becomes of it, before it is done. */
  consequence: string;
  remove: (thing: T) => Promise<unknown>;
}

/** Removes something after asking. */
export function useRemoval<T>({ list, verb, nameOf, consequence, remove }: Removal<T>) {
  const refresh = useRefresh();
  const { mutate } = useMutation({
    mutationFn: remove,
    onSuccess: (_done, thing) => {
      notifyDone(`${nameOf(thing)} ${DONE[verb]}.`.replace(/^the /, 'The '));
      refresh(list);
    },
  });
  return (thing: T) =>
    modals.openConfirmModal({
      title: `${verb} ${nameOf(thing)}?`,
      children: <Text size="sm">{consequence}</Text>,
      labels: { confirm: verb, cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate(thing),
    });
}
