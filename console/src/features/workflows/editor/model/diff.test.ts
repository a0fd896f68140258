import type { DraftGraph } from '@/client';
import { diff } from './diff';
import { nodesOf } from './document';

const before: DraftGraph = {
  nodes: [
    {
      id: 'mail',
      type: 'email.send',
      label: 'Write',
      position: { x: 0, y: 0 },
      data: { subject: 'Hi', text: 'x' },
    },
    {
      id: 'rest',
      type: 'wait',
      label: 'Rest',
      position: { x: 9, y: 0 },
      data: { duration: 'P1D' },
    },
  ],
  edges: [{ id: 'e', source: 'mail', target: 'rest' }],
};

describe('the difference of two graphs', () => {
  it('is nothing for the same content in another order of keys', () => {
    const again = JSON.parse('{"edges":[{"target":"rest","source":"mail","id":"e"}]}');
    expect(diff(before, { ...again, nodes: before.nodes })).toEqual([]);
  });

  it('names the fields that changed, and calls moving moving', () => {
    const [mail, rest] = nodesOf(before);
    const after = {
      ...before,
      nodes: [
        { ...mail, data: { text: 'x', subject: 'Hello' } },
        { ...rest, position: { x: 50, y: 5 } },
      ],
    } as DraftGraph;
    expect(diff(before, after)).toEqual([
      {
        kind: 'changed',
        element: 'node',
        id: 'mail',
        label: 'Write',
        fields: [{ field: 'data.subject', before: 'Hi', after: 'Hello' }],
      },
      { kind: 'moved', element: 'node', id: 'rest', label: 'Rest', fields: [] },
    ]);
  });

  it('names edges by the ends that they join', () => {
    expect(diff(before, { ...before, edges: [] })).toMatchObject([
      { kind: 'removed', element: 'edge', label: 'Write → Rest' },
    ]);
  });
});
