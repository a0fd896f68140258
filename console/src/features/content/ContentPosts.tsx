import { Skeleton } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPostsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import { ContentPostPanel } from './ContentPostPanel';

const SHOWN = 10;

/** Where content stands on platforms, the newest post first. */
export function ContentPosts({ contentId }: { contentId: string }) {
  const [page, setPage] = useState(1);
  const posts = useQuery({
    ...listPostsOptions({
      path: { id: contentId },
      query: { page, pageSize: SHOWN, sort: '-createdAt' },
    }),
    placeholderData: keepPreviousData,
  });
  if (posts.isPending) {
    return <Skeleton height={180} />;
  }
  if (!posts.data) {
    return <ErrorState error={posts.error} onRetry={() => posts.refetch()} />;
  }
  if (posts.data.total === 0) {
    return (
      <Panel title="Posts">
        <EmptyState compact icon={IconBroadcast} title="On no platform yet">
          A sync of posts adds where this stands and how it was received.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <>
      {posts.data.data.map((post) => (
        <ContentPostPanel key={post.id} post={post} />
      ))}
      {posts.data.total > SHOWN && (
        <Pager page={page} pageSize={SHOWN} total={posts.data.total} onPage={setPage} />
      )}
    </>
  );
}
