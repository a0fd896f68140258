import { asLine, choicesOf, LEFT_OUT, mistakeIn } from './importColumns';

it('offers a column as every field, as an attribute of its name, and to be left out', () => {
  const choices = choicesOf({ name: ' Plan ', holds: 'attributes.Plan' });

  expect(choices.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Leave out', 'E-mail', 'Time zone', 'Attribute “Plan”']),
  );
  expect(choices.filter(({ value }) => value === 'attributes.Plan')).toHaveLength(1);
});

it('offers a column without a name as no attribute', () => {
  expect(choicesOf({ name: ' ', holds: null }).every(({ label }) => !/Attribute/.test(label))).toBe(
    true,
  );
});

it('says what is wrong with the columns that are chosen', () => {
  expect(mistakeIn(['name', LEFT_OUT])).toMatch(/which column holds the e-mail/);
  expect(mistakeIn(['email', 'company', 'company'])).toBe(
    'Two columns hold “Company”. Leave one of them out.',
  );
  expect(mistakeIn(['email', LEFT_OUT, LEFT_OUT, 'attributes.Plan'])).toBeNull();
});

it('writes the choices as a line of CSV, whatever the names have in them', () => {
  expect(asLine(['email', LEFT_OUT, 'attributes.a "b", c'])).toBe(
    '"email","","attributes.a ""b"", c"',
  );
});
