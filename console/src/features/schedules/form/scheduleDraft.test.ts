import type { ScheduleView } from '@/client';
import { draftOf, patchOf, requestOf, targetOf, withTarget } from './scheduleDraft';

const BEFORE = {
  name: 'Nightly',
  kind: 'template',
  target: { templateId: 't', contactIds: ['a'] },
  cron: null,
  every: 'PT1H',
  timezone: 'UTC',
  overlap: 'skip',
  jitter: 'PT0S',
  catchupWindow: 'PT1H',
} as unknown as ScheduleView;

it('a new schedule begins in the zone of its reader, every morning', () => {
  const request = requestOf({ ...draftOf(undefined, 'Europe/Berlin'), name: ' Mornings ' });

  expect(request).toMatchObject({
    name: 'Mornings',
    kind: 'flow',
    cron: '0 9 * * *',
    every: null,
    timezone: 'Europe/Berlin',
  });
});

it('a field of the target is set and left out', () => {
  const chosen = withTarget(draftOf(undefined, 'UTC'), 'flowId', 'f');

  expect(targetOf(chosen)).toEqual({ flowId: 'f' });
  expect(targetOf(withTarget(chosen, 'flowId', undefined))).toEqual({});
});

it('a target that is no object is none', () => {
  for (const target of ['', '[]', '7', 'null', '{']) {
    expect(targetOf({ ...draftOf(undefined, 'UTC'), target })).toBeNull();
  }
});

it('a patch leaves an untouched target alone and names what is gone from a changed one', () => {
  const draft = draftOf(BEFORE, 'UTC');

  expect(patchOf(BEFORE, draft)).not.toHaveProperty('target');
  expect(patchOf(BEFORE, draft)).not.toHaveProperty('kind');
  const changed = withTarget(withTarget(draft, 'contactIds', undefined), 'contactFilter', {
    tag: 'new',
  });
  expect(patchOf(BEFORE, changed).target).toEqual({
    templateId: 't',
    contactFilter: { tag: 'new' },
    contactIds: null,
  });
});
