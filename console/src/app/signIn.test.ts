import { destination } from './signIn';

describe('where signing in leads', () => {
  it('is where one wanted to go', () => {
    expect(destination('/workflows?view=kanban')).toBe('/workflows?view=kanban');
  });

  it.each([null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example'])(
    'is never another site: %j',
    (next) => {
      expect(destination(next)).toBe('/');
    },
  );
});
