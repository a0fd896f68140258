import { stepTitle } from './stepWords';

it('a step is called by its node, else by what it did', () => {
  expect(stepTitle({ nodeId: 'welcome', stepType: 'email.send' })).toBe('welcome');
  expect(stepTitle({ nodeId: null, stepType: 'url_fetch' })).toBe('Fetched a page');
  expect(stepTitle({ nodeId: 'compaction-5', stepType: 'compaction' })).toBe(
    'Conversation summarised',
  );
  expect(stepTitle({ stepType: 'something.new' })).toBe('something.new');
});
