import type { FlowDocument } from './document';

/** Work that was not saved, kept in the browser until it is. */
export interface LocalDraft {
  document: FlowDocument;
  /** The revision it began from, and that revision's content, so that both can be joined later. */
  revision: number;
  base: FlowDocument;
  at: string;
}

const keyOf = (flowId: string) => `stitch.draft.${flowId}`;

export function readLocalDraft(flowId: string): LocalDraft | null {
  const text = localStorage.getItem(keyOf(flowId));
  if (!text) {
    return null;
  }
  try {
    return JSON.parse(text) as LocalDraft;
  } catch {
    return null;
  }
}

/** Keeps a draft; answers whether there was room for it. */
export function keepLocalDraft(flowId: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export const dropLocalDraft = (flowId: string) => localStorage.removeItem(keyOf(flowId));
