import type { ContentItem, ContentStatus, PostStatus } from '@/client';

export const CONTENT_STATUSES: readonly ContentStatus[] = [
  'draft',
  'scheduled',
  'published',
  'archived',
];

/** Characters of a body that stand for a title. */
const TITLE_LENGTH = 80;

/** What an item is called: by its title, else by how its text begins. */
export function contentTitle({ title, body }: Pick<ContentItem, 'title' | 'body'>): string {
  if (title) {
    return title;
  }
  const [line = ''] = (body ?? '').split('\n');
  const letters = [...line];
  return letters.length > TITLE_LENGTH
    ? `${letters.slice(0, TITLE_LENGTH).join('').trimEnd()}…`
    : line || 'Untitled';
}

interface PostTimes {
  status: PostStatus;
  scheduledAt?: string | null;
  publishedAt?: string | null;
  createdAt: string;
}

/** The moment that matters of a post, and what it is. */
export function postMoment(post: PostTimes): { words: string; at: string } {
  if (post.publishedAt) {
    return { words: 'published', at: post.publishedAt };
  }
  return post.scheduledAt
    ? { words: 'comes out', at: post.scheduledAt }
    : { words: 'added', at: post.createdAt };
}
