import type { EntityView, MailView, RunView } from '@/client';
import { happenings } from './happenings';

const run = (id: string, updatedAt: string) =>
  ({ id, name: `Run ${id}`, status: 'running', updatedAt }) as RunView;

const entity = (id: string, updatedAt: string) =>
  ({
    id,
    status: 'waiting',
    currentNodeId: 'new-lead',
    contact: { email: 'anna@example.org' },
    updatedAt,
  }) as EntityView;

const mail = (id: string, sentAt: string) =>
  ({ id, subject: 'Hello', to: 'anna@example.org', sentAt }) as MailView;

const stages = () => 'A new lead';

describe('what happened lately', () => {
  it('is put in order of time over all kinds, the newest first, and cut', () => {
    const lines = happenings(
      [run('1', '2026-03-01T12:00:00Z'), run('2', '2026-03-01T12:00:03Z')],
      [entity('3', '2026-03-01T12:00:02Z')],
      [mail('4', '2026-03-01T12:00:04Z')],
      stages,
      3,
    );

    expect(lines.map(({ key }) => key)).toEqual(['mail 4', 'run 2', 'entity 3']);
  });

  it('says of a run what it waits for and for whom', () => {
    const asking = {
      ...run('1', '2026-03-01T12:00:00Z'),
      contact: { id: 'c', name: 'Ada' },
      openTask: { id: 't', assignee: 'Grace' },
    } as RunView;

    const [line] = happenings([asking], [], [], stages, 1);

    expect(line?.detail).toBe('Waiting for Grace’s answer · for Ada');
  });

  it('calls a journey by its contact and says where it stands', () => {
    const [line] = happenings([], [entity('3', '2026-03-01T12:00:02Z')], [], stages, 1);

    expect(line).toMatchObject({ what: 'anna@example.org', detail: 'Waiting at A new lead' });
  });
});
