import { type ContentItem, updateContent } from '@/client';
import { ArchiveToggle } from '@/shared/feedback/ArchiveToggle';
import { contentTitle } from './contentWords';

/** Puts content away, or takes it back as a draft. What stands on platforms stays there. */
export function ArchiveContent({ item }: { item: ContentItem }) {
  const archived = item.status === 'archived';
  return (
    <ArchiveToggle
      name={contentTitle(item)}
      archived={archived}
      otherwise="a draft"
      onToggle={() =>
        updateContent({
          path: { id: item.id },
          body: { status: archived ? 'draft' : 'archived' },
          throwOnError: true,
        })
      }
      queries={['listContent', `getContent:${item.id}`]}
    />
  );
}
