import { stepTitle, typeWords } from './stepWords';

it('a step is called by its node, else by what it did', () => {
  expect(stepTitle({ nodeId: 'welcome', stepType: 'email.send' })).toBe('welcome');
  expect(stepTitle({ nodeId: null, stepType: 'url_fetch' })).toBe('Fetched a page');
  expect(stepTitle({ nodeId: 'compaction-5', stepType: 'compaction' })).toBe(
    'Conversation summarised',
  );
  expect(stepTitle({ nodeId: 'step-0', stepType: 'email.send' })).toBe('Step 1');
  expect(stepTitle({ nodeId: 'delay-2', stepType: 'wait' })).toBe('Time before step 3');
  expect(stepTitle({ stepType: 'something.new' })).toBe('something.new');
});

it('a type of step is called by its title, else by its own words', () => {
  const types = [{ id: 'http.request', title: 'Call an HTTP API' }];
  expect(typeWords('http.request', types)).toBe('Call an HTTP API');
  expect(typeWords('url_fetch', types)).toBe('Fetched a page');
  expect(typeWords('model_turn', types)).toBe('Model turn');
});
