import { until } from './until';

it('asks until there is an answer', async () => {
  let asked = 0;
  const answer = await until('the third answer', async () => (++asked === 3 ? 'here' : null), {
    pause: 1,
  });
  expect(answer).toBe('here');
  expect(asked).toBe(3);
});

it('gives up and says what it waited for', async () => {
  await expect(until('nothing comes', async () => null, { pause: 1, patience: 5 })).rejects.toThrow(
    'nothing comes',
  );
});
