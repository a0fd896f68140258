import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { type CanvasNode, type Drawn, isMappedId } from '../model/drawing';
import type { Point } from '../model/edits';
import { onlyEdge, onlyNodes, reselect, type Selection } from '../model/selection';
import classes from './Canvas.module.css';
import { draggedItem } from './dragged';
import { MappedNodeView } from './MappedNodeView';
import { StageNodeView } from './StageNodeView';
import { StepNodeView } from './StepNodeView';
import { WayEdgeView } from './WayEdgeView';

const NODE_TYPES = { step: StepNodeView, stage: StageNodeView, mapped: MappedNodeView };
const EDGE_TYPES = { way: WayEdgeView };

/** From how many nodes on an overview helps. */
const MANY = 12;

/** Names stay readable; what does not fit is a scroll away. */
export const FIT = { minZoom: 0.35, maxZoom: 1, padding: 0.12 };

interface Props {
  drawn: Drawn;
  selection: Selection;
  /** Whether whoever looks may change nothing. */
  isFixed: boolean;
  onSelect: (change: (selection: Selection) => Selection) => void;
  onMove: (places: ReadonlyMap<string, Point>) => void;
  onConnect: (connection: Connection) => void;
  onDelete: (nodes: string[], edges: string[]) => void;
  onDropStep: (type: string, at: Point) => void;
  /** A system flow is put on a stage; `from` is the stage that it hung from. */
  onMap: (systemFlowId: string, uxNodeId: string, from?: string) => void;
  children?: ReactNode;
}

interface Size {
  width: number;
  height: number;
}

/** Whether a click is about what is clicked only, and adds to nothing. */
const isAlone = ({ shiftKey, metaKey, ctrlKey }: MouseEvent) => !shiftKey && !metaKey && !ctrlKey;

/** The graph as it is drawn and edited by hand. What it shows is its owner's; it only reports. */
export function Canvas(props: Props) {
  const { drawn, selection, isFixed } = props;
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

  return (
    <section
      className={classes.canvas}
      aria-label="Canvas"
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={drop}
    >
      <ReactFlow<CanvasNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={scheme}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        nodesDraggable={!isFixed}
        nodesConnectable={!isFixed}
        deleteKeyCode={isFixed ? null : ['Delete', 'Backspace']}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        onNodesChange={changeNodes}
        onEdgesChange={changeEdges}
        // Of several that are selected a click chooses one; the canvas itself lets them all be.
        onNodeClick={(event, { id }) => isAlone(event) && props.onSelect(() => onlyNodes([id]))}
        onEdgeClick={(event, { id }) => isAlone(event) && props.onSelect(() => onlyEdge(id))}
        onConnect={props.onConnect}
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
    </section>
  );
}
