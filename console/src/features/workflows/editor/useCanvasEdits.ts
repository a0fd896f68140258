import type { Connection } from '@xyflow/react';
import { useEffect, useEffectEvent } from 'react';
import type { DraftGraph, FlowKind, StepType } from '@/client';
import { edgesOf, nodesOf, positionOf } from './model/document';
import { isMappedId } from './model/drawing';
import {
  addNode,
  type Clip,
  connect,
  copy,
  move,
  type NewEdge,
  type Point,
  paste,
  remove,
} from './model/edits';
import { NOTHING, onlyNodes, type Selection } from './model/selection';
import { branchAt, nextWay, readWays } from './model/ways';
import type { EditorDocument } from './useEditorDocument';

const MARK = 'stitch-steps';

const NO_IDS: ReadonlySet<string> = new Set();

/** Whether the keyboard belongs to a field or to marked text, and not to the canvas. */
function isElsewhere(event: Event): boolean {
  const target = event.target as HTMLElement | null;
  return (
    Boolean(target?.closest?.('input, textarea, [contenteditable], [role="dialog"]')) ||
    !(window.getSelection()?.isCollapsed ?? true)
  );
}

function clipOf(text: string): Clip | null {
  try {
    const clip = (JSON.parse(text) as Record<string, DraftGraph> | null)?.[MARK];
    return clip ? { nodes: nodesOf(clip), edges: edgesOf(clip) } : null;
  } catch {
    return null;
  }
}

interface Options {
  kind: FlowKind;
  editor: EditorDocument;
  stepTypes: ReadonlyMap<string, StepType>;
  selection: Selection;
  select: (selection: Selection) => void;
}

/** What hands on the canvas do to the document. */
export function useCanvasEdits({ kind, editor, stepTypes, selection, select }: Options) {
  const graph = editor.document.graph;
  const edit = (change: (graph: DraftGraph) => DraftGraph, about?: string) =>
    editor.change((document) => {
      const next = change(document.graph);
      return next === document.graph ? document : { ...document, graph: next };
    }, about);
  const put = (next: { graph: DraftGraph; ids: string[] }) => {
    edit(() => next.graph);
    select(onlyNodes(next.ids));
  };

  const link = (known: DraftGraph, edge: NewEdge) =>
    connect(known, readWays(known, kind, stepTypes), edge);
  const add = (type: string, at?: Point) => {
    const label = type === 'ux' ? 'Stage' : (stepTypes.get(type)?.title ?? type);
    const [chosen] = [...selection.nodes].filter((id) => !isMappedId(id));
    const before = nodesOf(graph).find(({ id }) => id === chosen) ?? nodesOf(graph).at(-1);
    // Dropped where it is wanted; else behind what is selected, and connected with it.
    const hasWayOut = edgesOf(graph).some(({ source }) => source === chosen);
    const beside = before ? positionOf(before) : { x: -280, y: 0 };
    const position = at ?? { x: beside.x + 280, y: beside.y + (hasWayOut ? 110 : 0) };
    const added = addNode(graph, { type, label, position });
    const way = at || !chosen ? undefined : nextWay(readWays(graph, kind, stepTypes), chosen);
    put({
      graph:
        way && chosen
          ? link(added.graph, { source: chosen, target: added.id, branch: way.branch })
          : added.graph,
      ids: [added.id],
    });
  };
  const removeAll = (nodes: Iterable<string>, edges: Iterable<string> = []) => {
    edit((known) => remove(known, new Set(nodes), new Set(edges)));
    select(NOTHING);
  };
  const duplicate = () => {
    const clip = copy(graph, selection.nodes);
    if (clip.nodes.length > 0) {
      put(paste(graph, clip));
    }
  };

  const toClipboard = useEffectEvent((event: ClipboardEvent) => {
    const clip = copy(graph, selection.nodes);
    if (isElsewhere(event) || clip.nodes.length === 0) {
      return;
    }
    event.preventDefault();
    event.clipboardData?.setData('text/plain', JSON.stringify({ [MARK]: clip }, null, 2));
    if (event.type === 'cut') {
      removeAll(selection.nodes, NO_IDS);
    }
  });
  const fromClipboard = useEffectEvent((event: ClipboardEvent) => {
    const clip = isElsewhere(event) ? null : clipOf(event.clipboardData?.getData('text') ?? '');
    if (clip) {
      event.preventDefault();
      put(paste(graph, clip));
    }
  });
  useEffect(() => {
    const take = (event: ClipboardEvent) => toClipboard(event);
    const give = (event: ClipboardEvent) => fromClipboard(event);
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', give);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', give);
    };
  }, []);

  return {
    add,
    duplicate,
    remove: removeAll,
    move: (places: ReadonlyMap<string, Point>) =>
      places.size > 0 && edit((known) => move(known, places), 'places'),
    arrange: (places: ReadonlyMap<string, Point>) => edit((known) => move(known, places)),
    connect: ({ source, target, sourceHandle }: Connection) =>
      edit((known) => {
        const branch = branchAt(readWays(known, kind, stepTypes), source, sourceHandle);
        return link(known, { source, target, branch });
      }),
  };
}
