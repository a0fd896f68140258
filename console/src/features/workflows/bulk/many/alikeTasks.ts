import type { TaskRow } from '@/client';

/** What tasks ask for that can be answered alike. */
export type AlikeTasks = Pick<TaskRow, 'choices' | 'form'>;

/** What all of these tasks ask for; null when they ask for different things, or there are none. */
export function alike(tasks: readonly AlikeTasks[]): AlikeTasks | null {
  const [first, ...others] = tasks;
  if (!first) {
    return null;
  }
  const asked = said(first);
  return others.every((task) => said(task) === asked) ? first : null;
}

const said = ({ choices, form }: AlikeTasks) => JSON.stringify([choices, form ?? null]);
