import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Background, Controls, ReactFlow } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { Graph, RunView, StepType } from '@/client';
import { getFlowVersionOptions, listStepTypesOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { DirectionContext } from '../editor/canvas/DirectionContext';
import { WayEdgeView } from '../editor/canvas/WayEdgeView';
import { directionOf } from '../editor/model/direction';
import type { WayEdge } from '../editor/model/drawing';
import { readWays, wordFor } from '../editor/model/ways';
import { NodeSteps } from './NodeSteps';
import classes from './RunGraph.module.css';
import { RunGraphNode, type RunNode } from './RunGraphNode';

const NODE_TYPES = { step: RunGraphNode };
const EDGE_TYPES = { way: WayEdgeView };

/** The graph of a run's flow, lit by the states of its nodes. */
export function RunGraph({ run }: { run: RunView }) {
  const scheme = useComputedColorScheme('light');
  const [opened, setOpened] = useState<string | null>(null);
  const { flowId, flowVersion } = run;
  const version = useQuery({
    ...getFlowVersionOptions({ path: { id: flowId ?? '', version: flowVersion ?? 0 } }),
    enabled: Boolean(flowId && flowVersion),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const graph = version.data?.graph;
  const types = useQuery({ ...listStepTypesOptions(), staleTime: Number.POSITIVE_INFINITY });
  const stepTypes = types.data?.data;
  const drawn = useMemo(
    () => (graph && stepTypes ? draw(graph, stepTypes, run.nodeStates ?? {}) : null),
    [graph, stepTypes, run],
  );
  // Nodes that stay the same object are not measured again.
  const nodes = useMemo(
    () => drawn?.nodes.map((node) => (node.id === opened ? { ...node, selected: true } : node)),
    [drawn, opened],
  );
  if (!flowVersion) {
    return <EmptyState title="No graph">The run tried a draft, which is not kept.</EmptyState>;
  }
  const failed = [version, types].find(({ isError }) => isError);
  if (failed) {
    return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  }
  const chosen = graph?.nodes.find(({ id }) => id === opened);
  if (!drawn) {
    return <Loading />;
  }
  return (
    <>
      <div className={classes.canvas}>
        <DirectionContext value={drawn.direction}>
          <ReactFlow<RunNode, WayEdge>
            nodes={nodes ?? []}
            edges={drawn.edges}
            onNodesChange={(changes) => {
              const change = changes.find((each) => each.type === 'select' && each.selected);
              if (change?.type === 'select') {
                setOpened(change.id);
              }
            }}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            colorMode={scheme}
            fitView
            fitViewOptions={{ maxZoom: 1 }}
            nodesDraggable={false}
            nodesConnectable={false}
            edgesFocusable={false}
            minZoom={0.1}
          >
            <Background />
            <Controls showInteractive={false} />
          </ReactFlow>
        </DirectionContext>
      </div>
      {chosen && (
        <NodeSteps
          key={chosen.id}
          node={chosen}
          steps={(run.steps ?? []).filter(({ nodeId }) => nodeId === chosen.id)}
        />
      )}
    </>
  );
}

function draw(
  graph: Graph,
  stepTypes: readonly StepType[],
  states: NonNullable<RunView['nodeStates']>,
) {
  const types = new Map(stepTypes.map((type) => [type.id, type]));
  const nodes: RunNode[] = graph.nodes.map((node) => ({
    id: node.id,
    type: 'step',
    position: { x: node.position?.x ?? 0, y: node.position?.y ?? 0 },
    data: {
      label: node.label ?? node.id,
      type: types.get(node.type)?.title ?? node.type,
      status: states[node.id]?.status ?? 'pending',
    },
  }));
  const ways = readWays(graph, 'system', types);
  const edges = ways.passages.map(
    ({ edge, way, lane }): WayEdge => ({
      id: edge.id,
      type: 'way',
      source: edge.source,
      target: edge.target,
      data: { lane },
      label: wordFor(way) ?? undefined,
      animated: states[edge.target]?.status === 'running',
    }),
  );
  return { nodes, edges, direction: directionOf(graph) ?? ('right' as const) };
}
