import type { RunFigures } from '@/client';
import { formatShare } from '@/shared/format/number';
import { duration } from '@/shared/format/time';

/** What stands where there is nothing to tell yet. */
export const NOTHING = '–';

/** A length of time; nothing while no run has ended. */
export const spanWords = (milliseconds: number | null | undefined) =>
  milliseconds == null ? NOTHING : duration(milliseconds);

/** How many of those that have ended completed; nothing while none has. */
export const successWords = ({ successRate }: Pick<RunFigures, 'successRate'>) =>
  successRate == null ? NOTHING : formatShare(successRate);

/** Tokens of every kind; those kept for an hour are among the written ones. */
export const tokensOf = (figures: RunFigures) =>
  figures.inputTokens + figures.outputTokens + figures.cacheReadTokens + figures.cacheWriteTokens;
