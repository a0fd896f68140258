import { blocksOf } from './blocks';

it('what a model thought, said and called are parts of its message', () => {
  const content = [
    { type: 'thinking', thinking: 'Hm', signature: 's' },
    { type: 'text', text: 'I look.' },
    { type: 'tool_use', id: 't', name: 'contacts_search', input: { q: 'Ada' } },
  ];
  expect(blocksOf({ content })).toEqual([
    { kind: 'thinking', text: 'Hm' },
    { kind: 'text', text: 'I look.' },
    { kind: 'call', tool: 'contacts_search', value: { q: 'Ada' } },
  ]);
});

it('a result says whether it is an error', () => {
  const content = [{ type: 'tool_result', is_error: true, content: 'no' }];
  expect(blocksOf({ content })).toEqual([{ kind: 'result', isError: true, value: 'no' }]);
});

it('what is not known is shown as it is', () => {
  expect(blocksOf({ content: 'Hello' })).toEqual([{ kind: 'text', text: 'Hello' }]);
  expect(blocksOf({ content: [null, { type: 'new' }] })).toEqual([
    { kind: 'other', value: null },
    { kind: 'other', value: { type: 'new' } },
  ]);
});
