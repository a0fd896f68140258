import { contentTitle, postMoment } from './contentWords';

describe('what content is called', () => {
  it('is its title, else how its text begins', () => {
    expect(contentTitle({ title: 'Hello', body: 'World' })).toBe('Hello');
    expect(contentTitle({ title: null, body: 'First line\nsecond' })).toBe('First line');
    expect(contentTitle({ title: null, body: null })).toBe('Untitled');
  });

  it('is cut between letters, and not within one', () => {
    const cut = contentTitle({ title: null, body: '🎈'.repeat(200) });

    expect(cut).toBe(`${'🎈'.repeat(80)}…`);
  });
});

it('a post tells when it came out, else when it is to, else since when it is there', () => {
  const post = { status: 'published', createdAt: '2026-01-01T00:00:00Z' } as const;

  expect(postMoment({ ...post, publishedAt: '2026-01-02T00:00:00Z' }).words).toBe('published');
  expect(postMoment({ ...post, scheduledAt: '2026-01-03T00:00:00Z' }).words).toBe('comes out');
  expect(postMoment(post)).toEqual({ words: 'added', at: '2026-01-01T00:00:00Z' });
});
