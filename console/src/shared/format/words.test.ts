import { byWhom, humanize } from './words';

it('words of the API are written as people read them', () => {
  expect(humanize('path_completed')).toBe('Path completed');
});

it('says who did something without what sort of actor it was', () => {
  expect(byWhom('user:ada')).toBe('by ada');
  expect(byWhom('key:crm')).toBe('by crm');
  expect(byWhom('schedule:Each night')).toBe('by the schedule “Each night”');
});

it('names nobody where a journey went on by itself', () => {
  expect(byWhom('journey')).toBeUndefined();
  expect(byWhom(null)).toBeUndefined();
});
