import { alike } from './alikeTasks';

const FORM = { type: 'object', properties: { reason: { type: 'string' } } };

describe('tasks that are answered together', () => {
  it('ask for the same choices and the same form', () => {
    const task = { choices: ['approve', 'reject'], form: FORM };
    expect(alike([task, { ...task, form: structuredClone(FORM) }])).toBe(task);
    expect(alike([{ choices: [], form: null }, { choices: [] }])).not.toBeNull();
  });

  it('are not answered together when they ask for different things', () => {
    expect(alike([])).toBeNull();
    expect(alike([{ choices: ['approve'] }, { choices: ['send'] }])).toBeNull();
    expect(alike([{ choices: ['approve'] }, { choices: ['approve'], form: FORM }])).toBeNull();
  });
});
