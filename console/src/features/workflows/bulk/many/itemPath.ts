import type { BulkTarget } from '@/client';
import { contactPath } from '@/features/contacts/contactName';
import { journeyPath } from '../../journeys/journeyPath';
import { runPath } from '../../runs/runPath';

/** Where one of those is shown that an act was done to. */
export function itemPath(on: BulkTarget, id: string): string {
  switch (on) {
    case 'journeys':
      return journeyPath({ id });
    case 'tasks':
      return `/inbox?task=${id}`;
    case 'contacts':
      return contactPath({ id });
    case 'runs':
      return runPath(id);
  }
}
