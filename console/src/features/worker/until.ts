const PAUSE = 400;
const PATIENCE = 120_000;

/** Asks again and again until there is an answer; gives up after two minutes. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined>,
  { pause = PAUSE, patience = PATIENCE } = {},
): Promise<T> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`Not within ${patience / 1000} seconds: ${what}.`);
}
