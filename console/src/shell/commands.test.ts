import { commandsOf } from './commands';

const labels = (role: Parameters<typeof commandsOf>[0]) =>
  commandsOf(role).map(({ label }) => label);

describe('what the palette offers to do', () => {
  it('is what the role may do', () => {
    expect(labels('viewer')).toEqual([]);
    expect(labels('operator')).toContain('Start journeys');
    expect(labels('operator')).toContain('Test a flow');
    expect(labels('operator')).not.toContain('New flow');
    expect(labels('editor')).toContain('New flow');
    expect(labels('editor')).not.toContain('Connect a platform');
    expect(labels('admin')).toContain('Connect a platform');
  });

  it('is nothing while nobody knows who looks', () => {
    expect(labels(undefined)).toEqual([]);
  });
});
