import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useNodesInitialized,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import {
  type DragEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import type { FlowKind, StepType } from '@/client';
import type { Direction } from '../model/direction';
import { type CanvasNode, type Drawn, isMappedId, STEP_HEIGHT, STEP_WIDTH } from '../model/drawing';
import type { Point } from '../model/edits';
import { onlyEdge, onlyNodes, reselect, type Selection } from '../model/selection';
import type { LooseEnd } from '../useCanvasEdits';
import classes from './Canvas.module.css';
import { DirectionContext } from './DirectionContext';
import { draggedItem } from './dragged';
import { InsertContext } from './InsertContext';
import { MappedNodeView } from './MappedNodeView';
import { StageNodeView } from './StageNodeView';
import { StepNodeView } from './StepNodeView';
import { StepPicker } from './StepPicker';
import { useFit } from './useFit';
import { WayEdgeView } from './WayEdgeView';
import { FAR, FIT } from './zoom';

const NODE_TYPES = { step: StepNodeView, stage: StageNodeView, mapped: MappedNodeView };
const EDGE_TYPES = { way: WayEdgeView };

/** From how many nodes on an overview helps. */
const MANY = 12;

/** From how many nodes on only those in sight are drawn: of fewer, all can be reached by Tab. */
const LARGE = 150;

/** Pixels that a picker needs, from its corner. */
const PICKER = { width: 236, height: 340 };

interface Props {
  kind: FlowKind;
  stepTypes: readonly StepType[];
  direction: Direction;
  drawn: Drawn;
  selection: Selection;
  /** Whether whoever looks may change nothing. */
  isFixed: boolean;
  onSelect: (change: (selection: Selection) => Selection) => void;
  onMove: (places: ReadonlyMap<string, Point>) => void;
  onConnect: (connection: Connection) => void;
  onDelete: (nodes: string[], edges: string[]) => void;
  onDropStep: (type: string, at: Point) => void;
  /** A step is put where a connection was let go. */
  onAddAtEnd: (type: string, at: Point, end: LooseEnd) => void;
  /** A step is put on an edge. */
  onInsert: (type: string, edgeId: string) => void;
  /** A system flow is put on a stage; `from` is the stage that it hung from. */
  onMap: (systemFlowId: string, uxNodeId: string, from?: string) => void;
  children?: ReactNode;
}

interface Size {
  width: number;
  height: number;
}

/** Where a step is asked for, and what becomes of the one that is chosen. */
interface Asking {
  at: Point;
  put: (type: string) => void;
}

/** Whether a click is about what is clicked only, and adds to nothing. */
const isAlone = ({ shiftKey, metaKey, ctrlKey }: MouseEvent) => !shiftKey && !metaKey && !ctrlKey;

const pointOf = (event: globalThis.MouseEvent | TouchEvent): Point => {
  const { clientX, clientY } =
    'changedTouches' in event ? (event.changedTouches[0] ?? NO_PLACE) : event;
  return { x: clientX, y: clientY };
};

const NO_PLACE = { clientX: 0, clientY: 0 };

/** What is at a point of the screen: a node of the canvas, its free place, or something else. */
function placeAt({ x, y }: Point, canvas: Element | null) {
  const there = document.elementFromPoint(x, y);
  const node = there?.closest<HTMLElement>('.react-flow__node');
  // Nodes and edges lie in the pane; what floats over it, as the overview does, does not.
  const isInPane = canvas?.contains(there) && there?.closest('.react-flow__pane');
  return { node: isInPane ? node?.dataset.id : undefined, isFree: Boolean(isInPane && !node) };
}

/** The graph as it is drawn and edited by hand. What it shows is its owner's; it only reports. */
export function Canvas(props: Props) {
  const { drawn, selection, direction, isFixed } = props;
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < FAR);
  const section = useRef<HTMLElement>(null);
  const isDrawn = useNodesInitialized();
  const isFitted = useRef(false);
  const showAll = useFit();
  const fitOnce = useEffectEvent(() => {
    if (!isFitted.current) {
      isFitted.current = true;
      void showAll();
    }
  });
  useEffect(() => {
    if (isDrawn) {
      fitOnce();
    }
  }, [isDrawn]);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isConnecting, setConnecting] = useState(false);
  const scheme = useComputedColorScheme('light');
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow<CanvasNode>();
  const [measured, setMeasured] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());

  const nodes = drawn.nodes.map(
    (node) =>
      ({
        ...node,
        position: dragged.get(node.id) ?? node.position,
        measured: measured.get(node.id),
        selected: selection.nodes.has(node.id),
      }) as CanvasNode,
  );
  const edges = drawn.edges.map((edge) => ({ ...edge, selected: selection.edges.has(edge.id) }));

  const changeNodes = (changes: NodeChange<CanvasNode>[]) => {
    const places = new Map<string, Point>();
    const sizes = new Map<string, Size>();
    const dragging = new Map<string, Point>();
    const selected: { id: string; selected: boolean }[] = [];
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) {
        sizes.set(change.id, change.dimensions);
      } else if (change.type === 'select') {
        selected.push(change);
      } else if (change.type === 'position' && change.position) {
        (change.dragging ? dragging : places).set(change.id, change.position);
      }
    }
    if (sizes.size > 0) {
      setMeasured((known) => new Map([...known, ...sizes]));
    }
    if (selected.length > 0) {
      props.onSelect((now) => ({ ...now, nodes: reselect(now.nodes, selected) }));
    }
    if (dragging.size > 0) {
      setDragged(dragging);
    }
    if (places.size > 0) {
      setDragged(new Map());
      props.onMove(new Map([...places].filter(([id]) => !isMappedId(id))));
    }
  };

  const changeEdges = (changes: EdgeChange[]) => {
    const selected = changes.filter((change) => change.type === 'select');
    if (selected.length > 0) {
      props.onSelect((now) => ({ ...now, edges: reselect(now.edges, selected) }));
    }
  };

  const stageAt = (rectangle: Parameters<typeof getIntersectingNodes>[0]) =>
    getIntersectingNodes(rectangle).find((node) => node.type === 'stage')?.id;

  const drop = (event: DragEvent) => {
    const item = draggedItem(event.dataTransfer);
    if (!item) {
      return;
    }
    event.preventDefault();
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (item.kind === 'step') {
      props.onDropStep(item.type, { x: at.x - 100, y: at.y - 27 });
      return;
    }
    const stage = stageAt({ ...at, width: 1, height: 1 });
    if (stage) {
      props.onMap(item.flowId, stage);
    }
  };

  const ask = (screen: Point, put: (type: string) => void) => {
    // A spine is made of stages only.
    if (props.kind === 'bmc') {
      put('ux');
      return;
    }
    const { left, top, width, height } = section.current?.getBoundingClientRect() ?? new DOMRect();
    const within = (place: number, room: number) => Math.max(8, Math.min(place, room - 8));
    setAsking({
      at: {
        x: within(screen.x - left, width - PICKER.width),
        y: within(screen.y - top, height - PICKER.height),
      },
      put,
    });
  };
  const askToInsert = useEffectEvent((edgeId: string, at: Point) =>
    ask(at, (type) => props.onInsert(type, edgeId)),
  );
  // The same for every edge and drawing, so that edges are drawn again only when they change.
  const insert = useCallback((edgeId: string, at: Point) => askToInsert(edgeId, at), []);

  const letGo = (event: globalThis.MouseEvent | TouchEvent, connection: FinalConnectionState) => {
    setConnecting(false);
    const { fromNode, fromHandle, isValid } = connection;
    if (isValid || !fromNode || !fromHandle) {
      return;
    }
    const screen = pointOf(event);
    const end: LooseEnd = {
      nodeId: fromNode.id,
      handle: fromHandle.id ?? null,
      isSource: fromHandle.type === 'source',
    };
    const { node: other, isFree } = placeAt(screen, section.current);
    if (isFree) {
      const place = screenToFlowPosition(screen);
      const at =
        direction === 'down'
          ? { x: place.x - STEP_WIDTH / 2, y: end.isSource ? place.y : place.y - STEP_HEIGHT }
          : { x: end.isSource ? place.x : place.x - STEP_WIDTH, y: place.y - STEP_HEIGHT / 2 };
      ask(screen, (type) => props.onAddAtEnd(type, at, end));
    } else if (other && other !== end.nodeId && !isMappedId(other) && end.isSource) {
      // Anywhere on a node is as good as its handle.
      props.onConnect({
        source: end.nodeId,
        sourceHandle: end.handle,
        target: other,
        targetHandle: null,
      });
    }
  };

  return (
    <section
      ref={section}
      className={classes.canvas}
      aria-label="Canvas"
      data-far={isFar || undefined}
      data-direction={direction}
      data-connecting={isConnecting || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={drop}
    >
      <DirectionContext value={direction}>
        <InsertContext value={isFixed ? null : insert}>
          <ReactFlow<CanvasNode>
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            colorMode={scheme}
            fitView
            fitViewOptions={FIT}
            minZoom={0.1}
            // What is out of sight is painted anew, too, whenever the flow is dragged.
            onlyRenderVisibleElements={drawn.nodes.length > LARGE}
            nodesDraggable={!isFixed}
            nodesConnectable={!isFixed}
            deleteKeyCode={isFixed ? null : ['Delete', 'Backspace']}
            multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
            onNodesChange={changeNodes}
            onEdgesChange={changeEdges}
            // Of several that are selected a click chooses one; the canvas itself lets them all be.
            onNodeClick={(event, { id }) => isAlone(event) && props.onSelect(() => onlyNodes([id]))}
            onEdgeClick={(event, { id }) => isAlone(event) && props.onSelect(() => onlyEdge(id))}
            // A click on a handle's half of a node selects the node.
            connectOnClick={false}
            connectionDragThreshold={4}
            onConnect={props.onConnect}
            onConnectStart={() => setConnecting(true)}
            onConnectEnd={letGo}
            onDelete={({ nodes: goneNodes, edges: goneEdges }) =>
              props.onDelete(
                goneNodes.map(({ id }) => id),
                goneEdges.map(({ id }) => id),
              )
            }
            onNodeDragStop={(_, node) => {
              const stage = node.type === 'mapped' ? stageAt(node) : undefined;
              if (node.type === 'mapped' && stage && stage !== node.data.uxNodeId) {
                props.onMap(node.data.systemFlowId, stage, node.data.uxNodeId);
              }
            }}
          >
            <Background gap={22} size={1.2} />
            <Controls showInteractive={false} />
            {drawn.nodes.length > MANY && <MiniMap pannable zoomable ariaLabel="Overview" />}
            {props.children}
          </ReactFlow>
        </InsertContext>
      </DirectionContext>
      {asking && (
        <StepPicker
          at={asking.at}
          stepTypes={props.stepTypes}
          onPick={(type) => {
            setAsking(null);
            asking.put(type);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
