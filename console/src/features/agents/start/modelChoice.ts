import type { JsonObject } from '@/client';

/** The offline stand-in, which says what its script tells it to. */
export const SCRIPTED = 'scripted';

/** Which model is asked; the script is that of the offline stand-in. */
export interface ModelChoice {
  model: string;
  script: string;
}

export const USUAL: ModelChoice = {
  model: 'claude-opus-5-5',
  script: JSON.stringify({ turns: [{ text: 'Done.' }] }, null, 2),
};

export const isScripted = ({ model }: ModelChoice) => model.trim() === SCRIPTED;

/** The script as an object; undefined for what is not one. */
export function scriptOf({ script }: ModelChoice): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(script);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it can be asked for. */
export const isWhole = (choice: ModelChoice) =>
  choice.model.trim() !== '' && (!isScripted(choice) || scriptOf(choice) !== undefined);

/** As requests have it. */
export function requested(choice: ModelChoice): { model: string; script?: JsonObject } {
  const script = isScripted(choice) ? scriptOf(choice) : undefined;
  return { model: choice.model.trim(), ...(script && { script }) };
}
