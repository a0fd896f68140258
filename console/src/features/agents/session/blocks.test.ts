import { blocksOf, toolsCalledIn } from './blocks';

const NO_TOOLS = new Map<string, string>();

it('what a model thought, said and called are parts of its message', () => {
  const content = [
    { type: 'thinking', thinking: 'Hm', signature: 's' },
    { type: 'text', text: 'I look.' },
    { type: 'tool_use', id: 't', name: 'contacts_search', input: { q: 'Ada' } },
  ];
  expect(blocksOf({ content }, NO_TOOLS)).toEqual([
    { kind: 'thinking', text: 'Hm' },
    { kind: 'text', text: 'I look.' },
    { kind: 'call', tool: 'contacts_search', value: { q: 'Ada' } },
  ]);
});

it('a result says of which tool it is and whether it is an error', () => {
  const asked = { content: [{ type: 'tool_use', id: 't1', name: 'http_fetch', input: {} }] };
  const content = [
    { type: 'tool_result', tool_use_id: 't1', is_error: true, content: 'no' },
    { type: 'tool_result', tool_use_id: 't2', content: '{"found": 1}' },
    { type: 'tool_result', tool_use_id: 't3', content: '{cut off' },
  ];
  expect(blocksOf({ content }, toolsCalledIn([asked, { content: 'Hello' }]))).toEqual([
    { kind: 'result', tool: 'http_fetch', isError: true, value: 'no' },
    { kind: 'result', tool: undefined, isError: false, value: { found: 1 } },
    { kind: 'result', tool: undefined, isError: false, value: '{cut off' },
  ]);
});

it('a summary says how much shorter it has made the conversation', () => {
  const content = [{ type: 'compaction', content: 'So far.', tokensBefore: 900, tokensAfter: 90 }];
  expect(blocksOf({ content }, NO_TOOLS)).toEqual([
    { kind: 'summary', text: 'So far.', tokensBefore: 900, tokensAfter: 90 },
  ]);
});

it('what is not known is shown as it is', () => {
  expect(blocksOf({ content: 'Hello' }, NO_TOOLS)).toEqual([{ kind: 'text', text: 'Hello' }]);
  expect(blocksOf({ content: [null, { type: 'new' }] }, NO_TOOLS)).toEqual([
    { kind: 'other', value: null },
    { kind: 'other', value: { type: 'new' } },
  ]);
});
