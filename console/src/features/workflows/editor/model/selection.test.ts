import { among, onlyNodes } from './selection';

describe('the selection', () => {
  it('forgets what is no longer there', () => {
    const { nodes } = among(onlyNodes(['a', 'undone']), { nodes: [{ id: 'a' }], edges: [] });
    expect([...nodes]).toEqual(['a']);
  });
});
