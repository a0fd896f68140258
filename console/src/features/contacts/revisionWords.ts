import type { ContactRevision, RevisionKind, RevisionSource } from '@/client';
import { humanize } from '@/shared/format/words';

const KINDS: Record<RevisionKind, string> = {
  created: 'Created',
  updated: 'Changed',
  merged: 'Merged with another contact',
  merged_away: 'Merged into another contact',
  archived: 'Archived',
  restored: 'Taken back',
};

const SOURCES: Record<RevisionSource, string> = {
  sync: 'by a sync',
  enrich: 'by an enrichment',
  search: 'by a search',
  prune: 'by a pruning',
  flow: 'by a flow',
  undo: 'by an undo',
};

/** What became of a contact, in a line. */
export const revisionWords = ({ kind, source }: Pick<ContactRevision, 'kind' | 'source'>) =>
  `${KINDS[kind]} ${SOURCES[source]}`;

interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** What a change did to each field; of objects, to each of their keys. */
export function fieldChanges(fields: unknown): FieldChange[] {
  return Object.entries(isObject(fields) ? fields : {}).flatMap(([field, change]) => {
    const { before, after } = change as { before: unknown; after: unknown };
    if (!isObject(before) && !isObject(after)) {
      return [
        { field: humanize(spaced(field)), before: valueWords(before), after: valueWords(after) },
      ];
    }
    const were = isObject(before) ? before : {};
    const are = isObject(after) ? after : {};
    return [...new Set([...Object.keys(were), ...Object.keys(are)])].map((key) => ({
      field: key,
      before: valueWords(were[key]),
      after: valueWords(are[key]),
    }));
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `lifecycleStage` becomes `lifecycle stage`. */
const spaced = (field: string) =>
  field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A value as people read it; a list by its parts, an identity by its platform and id. */
function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '–';
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map(valueWords).join(', ');
  }
  if (isObject(value)) {
    return 'platformUserId' in value
      ? `${value.platform}: ${value.platformUserId}`
      : JSON.stringify(value);
  }
  return String(value);
}
