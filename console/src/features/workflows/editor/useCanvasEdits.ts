import type { Connection } from '@xyflow/react';
import { useEffect, useEffectEvent } from 'react';
import type { DraftGraph, FlowKind, StepType } from '@/client';
import type { Direction } from './model/direction';
import { edgesOf, nodesOf, positionOf } from './model/document';
import { isMappedId } from './model/drawing';
import {
  addNode,
  behind,
  type Clip,
  changeEdge,
  connect,
  copy,
  makeRoom,
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

/** A connection that was let go where nothing is. */
export interface LooseEnd {
  nodeId: string;
  handle: string | null;
  /** Whether it began at a way out. */
  isSource: boolean;
}

interface Options {
  kind: FlowKind;
  editor: EditorDocument;
  stepTypes: ReadonlyMap<string, StepType>;
  direction: Direction;
  selection: Selection;
  select: (selection: Selection) => void;
  /** Brings what was added into view, by its places. */
  reveal: (places: readonly Point[]) => void;
}

/** What hands on the canvas do to the document. */
export function useCanvasEdits(options: Options) {
  const { kind, editor, stepTypes, direction, selection, select, reveal } = options;
  const graph = editor.document.graph;
  const edit = (change: (graph: DraftGraph) => DraftGraph, about?: string) =>
    editor.change((document) => {
      const next = change(document.graph);
      return next === document.graph ? document : { ...document, graph: next };
    }, about);
  const put = (next: { graph: DraftGraph; ids: string[] }) => {
    edit(() => next.graph);
    select(onlyNodes(next.ids));
    const added = new Set(next.ids);
    reveal(
      nodesOf(next.graph)
        .filter(({ id }) => added.has(id))
        .map(positionOf),
    );
  };
  const titleOf = (type: string) =>
    type === 'ux' ? 'Stage' : (stepTypes.get(type)?.title ?? type);

  const link = (known: DraftGraph, edge: NewEdge) =>
    connect(known, readWays(known, kind, stepTypes), edge);
  const add = (type: string, at?: Point) => {
    const [chosen] = [...selection.nodes].filter((id) => !isMappedId(id));
    const before = nodesOf(graph).find(({ id }) => id === chosen) ?? nodesOf(graph).at(-1);
    // Dropped where it is wanted; else behind what is selected, and connected with it.
    const hasWayOut = edgesOf(graph).some(({ source }) => source === chosen);
    const position =
      at ?? (before ? behind(positionOf(before), direction, hasWayOut) : { x: 0, y: 0 });
    const added = addNode(graph, { type, label: titleOf(type), position });
    const way = at || !chosen ? undefined : nextWay(readWays(graph, kind, stepTypes), chosen);
    put({
      graph:
        way && chosen
          ? link(added.graph, { source: chosen, target: added.id, branch: way.branch })
          : added.graph,
      ids: [added.id],
    });
  };
  /** The edge by which a node that was put somewhere leads on. */
  const leadOn = (known: DraftGraph, source: string, target: string) => {
    const way = nextWay(readWays(known, kind, stepTypes), source);
    return link(known, { source, target, branch: way?.branch ?? null });
  };
  const addAtEnd = (type: string, at: Point, { nodeId, handle, isSource }: LooseEnd) => {
    const added = addNode(graph, { type, label: titleOf(type), position: at });
    const branch = branchAt(readWays(graph, kind, stepTypes), nodeId, handle);
    put({
      graph: isSource
        ? link(added.graph, { source: nodeId, target: added.id, branch })
        : leadOn(added.graph, added.id, nodeId),
      ids: [added.id],
    });
  };
  const insert = (type: string, edgeId: string) => {
    const edge = edgesOf(graph).find(({ id }) => id === edgeId);
    if (!edge) {
      return;
    }
    const room = makeRoom(graph, edge, direction);
    const added = addNode(room.graph, { type, label: titleOf(type), position: room.position });
    const led = changeEdge(added.graph, edgeId, (known) => ({ ...known, target: added.id }));
    put({ graph: leadOn(led, added.id, edge.target), ids: [added.id] });
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
    addAtEnd,
    insert,
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
