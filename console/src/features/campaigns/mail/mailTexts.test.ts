import { areSame, EMPTY_MAIL, requestOf } from './mailTexts';

it('sends a text of white space as none', () => {
  expect(requestOf({ name: ' Hello ', subject: 'S', text: ' \n', html: '<p>x' })).toEqual({
    name: 'Hello',
    subject: 'S',
    text: null,
    html: '<p>x',
  });
});

it('takes mails that say the same for the same', () => {
  expect(areSame(EMPTY_MAIL, { ...EMPTY_MAIL, text: ' ' })).toBe(true);
  expect(areSame(EMPTY_MAIL, { ...EMPTY_MAIL, subject: 'Hi' })).toBe(false);
});
