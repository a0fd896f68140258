import { writerWords } from './messageWords';

it.each([
  ['assistant', 'claude-opus-5-5', { name: 'Agent', model: 'claude-opus-5-5' }],
  ['tool', 'tools', { name: 'Tools' }],
  ['user', 'flow', { name: 'The flow' }],
  ['user', 'user:ada', { name: 'ada' }],
] as const)('of a message by %s %s it says who wrote it', (role, author, words) => {
  expect(writerWords({ role, author })).toEqual(words);
});
