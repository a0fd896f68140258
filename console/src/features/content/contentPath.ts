import type { ContentItem } from '@/client';

export const CONTENT = '/content';

export const contentPath = ({ id }: Pick<ContentItem, 'id'>) => `${CONTENT}/${id}`;
