import type { ConsentChange } from '@/client';
import { actorName } from '@/shared/format/words';

const SOURCES: Record<ConsentChange['source'], string> = {
  one_click: 'by one click in their mail program',
  page: 'on the unsubscribe page',
  mail: 'by a mail to unsubscribe',
  person: 'recorded here',
  api: 'through the API',
  import: 'by an import',
  complaint: 'by calling a mail spam',
  flow: 'by a step of a flow',
  merge: 'by a merge of contacts',
};

/** A change of consent as people read it, e.g. "Left everything". */
export function consentWords({ topic, state, source, actor, detail }: ConsentChange) {
  const verb = state === 'withdrawn' ? 'Left' : 'Wants';
  return {
    what: `${verb} ${topic ?? 'everything'}`,
    how: [SOURCES[source], actor && actorName(actor), detail].filter(Boolean).join(' · '),
  };
}
