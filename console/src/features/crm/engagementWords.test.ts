import type { Engagement } from '@/client';
import { engagementWords } from './engagementWords';

const LIKE: Engagement = {
  id: 'e1',
  contactId: 'c1',
  type: 'like',
  direction: 'outbound',
  status: 'waiting',
  platform: 'linkedin',
  platformEngagementId: null,
  contentPostId: null,
  templateId: null,
  workflowRunId: null,
  nodeId: null,
  execution: null,
  target: 'latest_post',
  text: null,
  performedBy: null,
  occurredAt: null,
  metadata: {},
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

it('an act that is to come says what it is about', () => {
  expect(engagementWords(LIKE)).toEqual({ what: 'Like on LinkedIn', detail: 'the latest post' });
});

it('an act that was done says by whom, and its text', () => {
  const comment: Engagement = {
    ...LIKE,
    type: 'comment',
    text: 'Well said',
    status: 'done',
    performedBy: 'user:ada',
  };
  expect(engagementWords(comment).detail).toBe('Well said · by ada');
});

it('what the contact did is told apart', () => {
  const mention: Engagement = { ...LIKE, type: 'mention', direction: 'inbound', platform: null };
  expect(engagementWords(mention).what).toBe('Mention by the contact');
});
