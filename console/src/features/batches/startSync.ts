import {
  enrichFromX,
  type RunAccepted,
  type SyncSubType,
  syncGmail,
  syncLinkedIn,
  syncX,
} from '@/client';

/** How much of a platform is read. */
export interface SyncLimits {
  maxPages?: number | undefined;
  maxContacts?: number | undefined;
}

export interface SyncWish {
  kind: SyncSubType;
  /** The connection; null where none is needed. */
  platformAccountId: string | null;
  limits: SyncLimits;
  /** Of LinkedIn: its export, as CSV or zip. */
  file?: File | null;
  /** Of profiles at X: whose; everybody who is known there when absent. */
  contactIds?: string[] | undefined;
}

/** Starts a sync by the route of its kind. */
export async function startSync(wish: SyncWish): Promise<RunAccepted> {
  const { kind, platformAccountId, contactIds } = wish;
  const body = { platformAccountId, ...wish.limits };
  switch (kind) {
    case 'x_contacts':
      return started(await syncX({ body: { ...body, type: 'contacts' }, throwOnError: true }));
    case 'x_tweets':
      return started(await syncX({ body: { ...body, type: 'tweets' }, throwOnError: true }));
    case 'x_mentions':
      return started(await syncX({ body: { ...body, type: 'mentions' }, throwOnError: true }));
    case 'x_enrich':
      return started(await enrichFromX({ body: { ...body, contactIds }, throwOnError: true }));
    case 'gmail_contacts':
      return started(await syncGmail({ body: { ...body, type: 'contacts' }, throwOnError: true }));
    case 'gmail_metadata':
      return started(await syncGmail({ body: { ...body, type: 'metadata' }, throwOnError: true }));
    case 'linkedin_contacts':
      return started(
        await syncLinkedIn({
          body: wish.file ?? new Blob(),
          headers: { 'Content-Type': isZip(wish.file) ? 'application/zip' : 'text/csv' },
          query: platformAccountId ? { platformAccountId } : {},
          throwOnError: true,
        }),
      );
  }
}

/** Browsers disagree about the type of a zip, and know its name. */
const isZip = (file: File | null | undefined) => file?.name.toLowerCase().endsWith('.zip') ?? false;

/** Nobody waits for the end here, so the answer is of a run that goes on. */
function started({ data }: { data: object }): RunAccepted {
  if (!('runId' in data)) {
    throw new Error('The API answered with the end of a run that nobody waited for.');
  }
  return data as RunAccepted;
}
