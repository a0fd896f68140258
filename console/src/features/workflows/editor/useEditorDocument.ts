import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Flow } from '@/client';
import { documentOf, type FlowDocument, same } from './model/document';
import { begin, commit, type History, redo, undo } from './model/history';
import { dropLocalDraft, keepLocalDraft, readLocalDraft } from './model/localDraft';

/** A state of the flow that the API has. */
export interface Saved {
  document: FlowDocument;
  revision: number;
}

export interface EditorDocument {
  document: FlowDocument;
  saved: Saved;
  isDirty: boolean;
  /** When the work that was found in the browser was done; null when there was none. */
  restoredFrom: string | null;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  /** Makes an edit; those about the same thing are taken back together. */
  change: (edit: (document: FlowDocument) => FlowDocument, about?: string) => void;
  /** Makes the next edit a step of its own, whatever it is about. */
  apart: () => void;
  /** Takes note of what the API has now. */
  settle: (saved: Saved) => void;
  /** Goes back to what is saved. */
  discard: () => void;
}

/** Milliseconds after an edit until it is kept in the browser. */
const KEEP_AFTER = 250;

/**
 * The document under the editor's hands with its history; nobody changes it who may not. Every edit is kept in the browser until it
 * is saved, so that a closed window loses nothing.
 */
export function useEditorDocument(flow: Flow, mayEdit: boolean): EditorDocument {
  const [begun] = useState(() => {
    const now: Saved = { document: documentOf(flow), revision: flow.draftRevision };
    const draft = readLocalDraft(flow.id);
    const isNews = draft !== null && !same(draft.document, now.document);
    return {
      history: begin(isNews ? draft.document : now.document),
      // Begun from an older revision: saving then meets the newer one, and both are joined.
      saved: isNews ? { document: draft.base, revision: draft.revision } : now,
      restoredFrom: isNews ? draft.at : null,
    };
  });
  const [history, setHistory] = useState<History<FlowDocument>>(begun.history);
  const [saved, setSaved] = useState<Saved>(begun.saved);
  const [restoredFrom, setRestoredFrom] = useState(begun.restoredFrom);
  const isApart = useRef(false);
  const document = history.present;
  const isDirty = useMemo(() => !same(document, saved.document), [document, saved]);

  useEffect(() => {
    if (!isDirty) {
      dropLocalDraft(flow.id);
      return;
    }
    const keep = () =>
      keepLocalDraft(flow.id, {
        document,
        revision: saved.revision,
        base: saved.document,
        at: new Date().toISOString(),
      });
    const timer = setTimeout(keep, KEEP_AFTER);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [flow.id, document, saved, isDirty]);

  return {
    document,
    saved,
    isDirty,
    restoredFrom,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    change: useCallback(
      (edit, about) => {
        const joins = isApart.current ? null : (about ?? null);
        isApart.current = false;
        if (mayEdit) {
          setHistory((now) => commit(now, edit(now.present), joins));
        }
      },
      [mayEdit],
    ),
    apart: useCallback(() => {
      isApart.current = true;
    }, []),
    settle: useCallback((now) => {
      setSaved(now);
      setRestoredFrom(null);
    }, []),
    discard: useCallback(() => {
      const now: Saved = { document: documentOf(flow), revision: flow.draftRevision };
      setSaved(now);
      setHistory((known) => commit(known, now.document));
      setRestoredFrom(null);
    }, [flow]),
  };
}
