import { useSearchParams } from 'react-router';
import { useChosen } from '@/shared/layout/useChosen';
import { afterAnswering } from './neighbour';

/** Which task of the list is shown, by the address, and the ways to another. */
export function useShownTask(ids: readonly string[] | undefined) {
  const [, setParams] = useSearchParams();
  const id = useChosen('task', ids);
  const show = (next: string) => setParams((known) => naming(known, next), { replace: true });
  /** Shows the first that is left. */
  const forget = () => setParams((known) => naming(known, undefined), { replace: true });
  /** Goes on once a task is answered, unless another one is shown by then. */
  const leave = (answered: string) =>
    setParams(
      (known) => {
        const shown = known.get('task');
        return shown && shown !== answered
          ? known
          : naming(known, afterAnswering(ids ?? [], answered));
      },
      { replace: true },
    );
  return { id, show, leave, forget };
}

/** The address with another task, or with none. */
function naming(known: URLSearchParams, id: string | undefined): URLSearchParams {
  const next = new URLSearchParams(known);
  if (id) {
    next.set('task', id);
  } else {
    next.delete('task');
  }
  return next;
}
