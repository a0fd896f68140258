import { type RunRequest, runFlow, type Seeded, type SeedingForecast } from '@/client';

const WRONG_KIND = 'Only business flows have journeys.';

/** Starts journeys; those that are on the flow already are skipped. */
export async function seed(flowId: string, body: RunRequest): Promise<Seeded> {
  const { data } = await runFlow({ path: { flowId }, body, throwOnError: true });
  if (!('bulkOperationId' in data)) {
    throw new Error(WRONG_KIND);
  }
  return data;
}

/** Asks what a seeding would do now, and starts nothing. */
export async function forecast(flowId: string, request: RunRequest): Promise<SeedingForecast> {
  const body = { ...request, dryRun: true };
  const { data } = await runFlow({ path: { flowId }, body, throwOnError: true });
  if (!('skippedByReason' in data)) {
    throw new Error(WRONG_KIND);
  }
  return data;
}
