import type { JsonObject } from '@/client';

/** One of the versions of a message that compete. */
export interface Variant {
  name: string;
  weight?: number;
  subject?: string;
  text?: string;
  html?: string;
}

const TEXTS = ['subject', 'text', 'html'] as const;

const NAMES = 'ABCDEFGHIJKLMNOPQRST';

/** The most versions that a message can have. */
export const MOST_VARIANTS = NAMES.length;

const textsOf = (texts: JsonObject | Variant): Partial<Variant> =>
  Object.fromEntries(
    TEXTS.filter((name) => typeof texts[name] === 'string').map((name) => [name, texts[name]]),
  );

/** The change of a message's settings that makes its texts the first of two versions. */
export function asVariants(config: JsonObject): Record<string, Variant[] | null> {
  const texts = textsOf(config);
  return {
    subject: null,
    text: null,
    html: null,
    variants: [
      { name: 'A', weight: 1, ...texts },
      { name: 'B', weight: 1, ...texts },
    ],
  };
}

/** Another version, which begins as a copy of the last one. */
export function addVariant(variants: readonly Variant[]): Variant[] {
  const taken = variants.map(({ name }) => name);
  const name = [...NAMES].find((each) => !taken.includes(each)) ?? String(variants.length + 1);
  return [...variants, { name, weight: 1, ...textsOf(variants.at(-1) ?? {}) }];
}

/**
 * The change of a message's settings without one of its versions; the last that stays is the message.
 */
export function removeVariant(
  variants: readonly Variant[],
  index: number,
): Record<string, unknown> {
  const rest = variants.filter((_, each) => each !== index);
  const [only, ...others] = rest;
  return only && others.length === 0 ? { ...textsOf(only), variants: null } : { variants: rest };
}

/** The part of contacts who get a version, in whole percent. */
export function share(variants: readonly Variant[], index: number): number {
  const weights = variants.map(({ weight }) => weight ?? 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? Math.round(((weights[index] ?? 0) / sum) * 100) : 0;
}
