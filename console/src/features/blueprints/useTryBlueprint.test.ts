import type { TriedBlueprint } from '@/client';
import { began, watchPath } from './useTryBlueprint';

const TRIED: TriedBlueprint = {
  id: 'welcome-drip',
  flowId: 'f1',
  templateId: null,
  contacts: 5,
  bulkOperationId: 'b1',
  accepted: 5,
  skipped: [],
  runId: null,
  mails: 0,
};

it('journeys that began are watched on the canvas of their flow', () => {
  expect(began(TRIED)).toBe('5 journeys began. Their mail comes to the mailbox.');
  expect(watchPath(TRIED)).toBe('/workflows/flows/f1');
});

it('journeys of an earlier trial are said to be under way', () => {
  const skipped = [{ contactId: 'c', entityId: null, reason: 'already_in_journey' }];
  expect(began({ ...TRIED, accepted: 0, skipped })).toBe(
    '1 sample contact still on the way from an earlier trial.',
  );
});

it('a run is watched on its own page', () => {
  const run = { ...TRIED, accepted: 0, runId: 'r1' };
  expect(began(run)).toBe('its run has begun.');
  expect(watchPath(run)).toBe('/workflows/runs/r1');
});

it('enrollments that began are watched on the page of their template', () => {
  const enrolled = { ...TRIED, flowId: null, templateId: 't1' };
  expect(began(enrolled)).toBe('5 enrollments began. Their mail comes to the mailbox.');
  expect(watchPath(enrolled)).toBe('/workflows/templates/t1?section=enrollments');
});

it('mails that came in are counted', () => {
  expect(began({ ...TRIED, accepted: 0, mails: 3 })).toBe('3 mails came in, each for a journey.');
});
