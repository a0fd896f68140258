import { useQuery } from '@tanstack/react-query';
import type { StepType } from '@/client';
import { listStepTypesOptions } from '@/client/@tanstack/react-query.gen';

const NONE: readonly StepType[] = [];

/** The types of steps that there are; none until they have been read, which happens once. */
export const useStepTypes = (): readonly StepType[] =>
  useQuery({ ...listStepTypesOptions(), staleTime: Number.POSITIVE_INFINITY }).data?.data ?? NONE;
