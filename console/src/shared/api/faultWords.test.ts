import { ApiError } from './ApiError';
import { faultWords } from './faultWords';

describe('a fault is told', () => {
  it.each([
    ['/name', 'is required', 'Name is required.'],
    ['/dueIn', 'must be a duration', 'Due in must be a duration.'],
    ['/uxNodeId', 'is no stage of the flow', 'Stage is no stage of the flow.'],
    ['/contactIds/2', 'is no contact', 'Contacts, item 3 is no contact.'],
    ['', 'must be an object', 'must be an object.'],
    ['/graph', 'The flow has no node.', 'The flow has no node.'],
  ])('of %s in words that people see', (pointer, message, words) => {
    expect(faultWords({ pointer, message })).toBe(words);
  });

  it('by the label of its form', () => {
    const schema = {
      properties: { people: { items: { properties: { age: { title: 'Their age' } } } } },
    };
    const fault = { pointer: '/input/people/0/age', message: 'must be a number' };
    expect(faultWords(fault, { at: '/input', schema })).toBe('Their age must be a number.');
    expect(faultWords(fault, { at: '/input', schema: null })).toBe('Age must be a number.');
  });

  it('by an error in place of the keys that its detail has', () => {
    const errors = [{ pointer: '/maxPerDay', message: 'must be at most 100' }];
    const error = new ApiError(422, { detail: 'maxPerDay: must be at most 100', errors });
    expect(error.message).toBe('Max per day must be at most 100.');
    expect(new ApiError(409, { detail: 'It has ended.' }).message).toBe('It has ended.');
  });
});
