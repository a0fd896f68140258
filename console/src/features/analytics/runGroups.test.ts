import { groupingOf, groupName, groupPath, withGrouping } from './runGroups';

describe('groups of runs', () => {
  it('are told by type unless the address asks for what there is', () => {
    expect(groupingOf(null)).toBe('workflowType');
    expect(groupingOf('agentType')).toBe('agentType');
    expect(groupingOf('constructor')).toBe('workflowType');
    expect(withGrouping(new URLSearchParams('days=7'), 'model').toString()).toBe('days=7&by=model');
    expect(withGrouping(new URLSearchParams('by=model'), 'workflowType').toString()).toBe('');
  });

  it('are called as people call them, also those that have nothing in common', () => {
    expect(groupName('workflowType', { key: 'agent', label: 'agent' })).toBe('Agent');
    expect(groupName('workflowType', { key: 'new', label: 'new' })).toBe('new');
    expect(groupName('flow', { key: 'f1', label: 'Onboarding' })).toBe('Onboarding');
    expect(groupName('model', { key: null, label: null })).toBe('No model');
  });

  it('lead to the list of runs where it can show them', () => {
    expect(groupPath('agentType', { key: 'a&b' }, { status: 'failed' })).toBe(
      '/workflows?agentType=a%26b&runs=all&status=failed',
    );
    expect(groupPath('agentType', { key: null })).toBeUndefined();
    expect(groupPath('day', { key: '2026-03-02' })).toBeUndefined();
  });
});
