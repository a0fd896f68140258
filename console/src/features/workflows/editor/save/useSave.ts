import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Flow, getFlow, updateFlow } from '@/client';
import { getFlowQueryKey } from '@/client/@tanstack/react-query.gen';
import { ApiError } from '@/shared/api/ApiError';
import { useRefresh } from '@/shared/live/useRefresh';
import { documentOf, type FlowDocument, same } from '../model/document';
import { type Merged, merge } from '../model/merge';
import type { EditorDocument, Saved } from '../useEditorDocument';

/** What somebody else has saved meanwhile, and both changes joined. */
export interface Conflict {
  theirs: Saved;
  merged: Merged;
}

export type Resolution = 'join' | 'mine' | 'theirs';

const isStale = (error: unknown) => error instanceof ApiError && error.status === 412;

const savedOf = (flow: Flow): Saved => ({
  document: documentOf(flow),
  revision: flow.draftRevision,
});

/** Saves the document where nobody else has changed the flow, and else asks how to go on. */
export function useSave(flowId: string, editor: EditorDocument) {
  const client = useQueryClient();
  const refresh = useRefresh();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const put = async (document: FlowDocument, over: Saved) => {
    const { data } = await updateFlow({
      path: { id: flowId },
      headers: { 'If-Match': `"${over.revision}"` },
      body: { name: document.name, graph: document.graph, inputSchema: document.inputSchema },
      throwOnError: true,
    });
    client.setQueryData(getFlowQueryKey({ path: { id: flowId } }), data);
    editor.settle({ document, revision: data.draftRevision });
    void refresh('listFlows', `getRunForm:${flowId}`);
  };

  /** Answers whether the document is saved now. */
  const attempt = async (document: FlowDocument, over: Saved): Promise<boolean> => {
    try {
      await put(document, over);
      return true;
    } catch (error) {
      if (!isStale(error)) {
        throw error;
      }
    }
    const { data } = await getFlow({ path: { id: flowId }, throwOnError: true });
    const theirs = savedOf(data);
    if (same(theirs.document, document)) {
      editor.settle(theirs);
      return true;
    }
    if (same(theirs.document, over.document)) {
      return attempt(document, theirs);
    }
    setConflict({ theirs, merged: merge(over.document, document, theirs.document) });
    return false;
  };

  const { mutateAsync, isPending } = useMutation({
    mutationFn: ({ document, over }: { document: FlowDocument; over: Saved }) =>
      attempt(document, over),
  });

  const save = async (): Promise<boolean> =>
    !editor.isDirty ||
    mutateAsync({ document: editor.document, over: editor.saved }).catch(() => false);

  const resolve = async (resolution: Resolution): Promise<void> => {
    if (!conflict) {
      return;
    }
    const { theirs, merged } = conflict;
    setConflict(null);
    const document =
      resolution === 'theirs'
        ? theirs.document
        : resolution === 'join'
          ? merged.document
          : editor.document;
    editor.settle(theirs);
    editor.change(() => document);
    if (resolution !== 'theirs') {
      await mutateAsync({ document, over: theirs }).catch(() => false);
    }
  };

  return { save, isSaving: isPending, conflict, resolve, leaveConflict: () => setConflict(null) };
}
