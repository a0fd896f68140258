import type { EntityView } from '@/client';
import { story } from './story';

const STOP = Date.parse('2026-11-21T10:00:00Z');

const ENTITY = {
  waitingOn: [{ kind: 'event', nodeId: 'a-week', until: '2026-11-21T10:00:02Z' }],
} as EntityView;

const MOVING = { entity: ENTITY, who: 'Mira Novak' };
const STOPPED = { ...MOVING, stoppedPid: 4711, stoppedAt: STOP };

it('begins with a journey that sets out', () => {
  const lines = story({}, STOP);
  expect(lines.map(({ status }) => status)).toEqual([
    'running',
    'pending',
    'pending',
    'pending',
    'pending',
  ]);
});

it('tells how long the journey is overdue while nobody is there', () => {
  const [, stopped, back] = story(STOPPED, STOP + 5000);
  expect(stopped).toMatchObject({ text: 'Worker 4711 is gone', after: '+0 ms' });
  expect(back?.text).toContain('its timer ended 3.0 s ago');
  expect(back?.status).toBe('running');
});

it('says nothing of a timer that still runs', () => {
  expect(story(STOPPED, STOP + 1000)[2]?.text).toBe(
    'Everything stands still until another worker takes over',
  );
});

it('measures from the stop when the next worker came and when the journey went on and ended', () => {
  const lines = story(
    {
      ...STOPPED,
      newPid: 4712,
      backAt: STOP + 4200,
      wentOn: { name: 'One more offer', at: STOP + 4500 },
      endedAt: STOP + 20_000,
      mails: { sent: 3, twice: 0 },
    },
    STOP + 21_000,
  );
  expect(lines.map(({ after }) => after)).toEqual([null, '+0 ms', '+4.2 s', '+4.5 s', '+20 s']);
  expect(lines[3]?.text).toBe('The journey goes on with “One more offer”');
  expect(lines[4]?.text).toBe('The journey is completed: 3 mails sent, none twice');
  expect(lines.every(({ status }) => status === 'completed')).toBe(true);
});
