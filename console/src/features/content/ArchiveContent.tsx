import { Button } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ContentItem, updateContent } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { contentTitle } from './contentWords';

/** Puts content away, or takes it back as a draft. What stands on platforms stays there. */
export function ArchiveContent({ item }: { item: ContentItem }) {
  const refresh = useRefresh();
  const archived = item.status === 'archived';
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      updateContent({
        path: { id: item.id },
        body: { status: archived ? 'draft' : 'archived' },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`${contentTitle(item)} is ${archived ? 'a draft again' : 'archived'}.`);
      refresh('listContent', `getContent:${item.id}`);
    },
  });
  const Icon = archived ? IconArchiveOff : IconArchive;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      loading={isPending}
      leftSection={<Icon size={14} />}
      onClick={() => mutate()}
    >
      {archived ? 'Take back' : 'Archive'}
    </Button>
  );
}
