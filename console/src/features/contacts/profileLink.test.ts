import { profileLink } from './profileLink';

it.each([
  ['x', '12345', 'https://x.com/i/user/12345'],
  ['x', 'ada_l', 'https://x.com/ada_l'],
  ['x', 'no name/of X', undefined],
  ['linkedin', 'ada-lovelace', 'https://www.linkedin.com/in/ada-lovelace'],
  ['linkedin', 'https://www.linkedin.com/in/ada', 'https://www.linkedin.com/in/ada'],
  ['linkedin', 'javascript:alert(1)', 'https://www.linkedin.com/in/javascript%3Aalert(1)'],
  [
    'linkedin',
    'https://evil.example/linkedin.com/',
    'https://www.linkedin.com/in/https%3A%2F%2Fevil.example%2Flinkedin.com%2F',
  ],
  ['email', 'ada@example.org', 'mailto:ada@example.org'],
  ['gmail', 'people/c1', undefined],
])('the profile of %s %s is at %s', (platform, id, address) => {
  expect(profileLink(platform, id)).toBe(address);
});
