import type { BulkStatus } from '@/client';

const ENDED: readonly BulkStatus[] = ['completed', 'failed', 'cancelled'];

/** Whether nothing more comes of a bulk operation. */
export const hasEnded = (status: BulkStatus) => ENDED.includes(status);
