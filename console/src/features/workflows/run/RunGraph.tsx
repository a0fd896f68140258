import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Background, Controls, type Edge, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import type { Graph, RunView } from '@/client';
import { getFlowVersionOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import classes from './RunGraph.module.css';
import { RunGraphNode, type RunNode } from './RunGraphNode';

const NODE_TYPES = { step: RunGraphNode };

/** The graph of a run's flow, lit by the states of its nodes. */
export function RunGraph({ run }: { run: RunView }) {
  const scheme = useComputedColorScheme('light');
  const { flowId, flowVersion } = run;
  const version = useQuery({
    ...getFlowVersionOptions({ path: { id: flowId ?? '', version: flowVersion ?? 0 } }),
    enabled: Boolean(flowId && flowVersion),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const graph = version.data?.graph;
  const drawn = useMemo(() => (graph ? draw(graph, run.nodeStates ?? {}) : null), [graph, run]);
  if (!flowVersion) {
    return <EmptyState title="No graph">The run tried a draft, which is not kept.</EmptyState>;
  }
  if (version.isError) {
    return <ErrorState error={version.error} onRetry={() => version.refetch()} />;
  }
  if (!drawn) {
    return <Loading />;
  }
  return (
    <div className={classes.canvas}>
      <ReactFlow<RunNode>
        {...drawn}
        nodeTypes={NODE_TYPES}
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
    </div>
  );
}

function draw(graph: Graph, states: NonNullable<RunView['nodeStates']>) {
  const nodes: RunNode[] = graph.nodes.map((node) => ({
    id: node.id,
    type: 'step',
    position: { x: node.position?.x ?? 0, y: node.position?.y ?? 0 },
    data: {
      label: node.label ?? node.id,
      type: node.type,
      status: states[node.id]?.status ?? 'pending',
    },
  }));
  const edges: Edge[] = graph.edges.map((edge) => ({
    id: edge.id,
    source: edge.source,
    target: edge.target,
    label: edge.sourceHandle ?? undefined,
    animated: states[edge.target]?.status === 'running',
  }));
  return { nodes, edges };
}
