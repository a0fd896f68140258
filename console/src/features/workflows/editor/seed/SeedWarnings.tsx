import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DraftGraph, Flow, UxMapping } from '@/client';
import { getFlowVersionOptions, listUxMappingsOptions } from '@/client/@tanstack/react-query.gen';
import { labelOf, nodesOf } from '../model/document';
import { lint } from '../model/lint';
import { readWays } from '../model/ways';
import { Warnings } from '../panels/Warnings';
import { useFindings } from '../useFindings';
import { useMappedWarnings } from './useMappedWarnings';

/**
 * What is doubtful about the version that people are about to start on, which is not the draft, and
 * about the flows that run for them there.
 */
export function SeedWarnings({ flow }: { flow: Flow }) {
  const version = useQuery({
    ...getFlowVersionOptions({ path: { id: flow.id, version: flow.latestVersion ?? 0 } }),
    enabled: typeof flow.latestVersion === 'number',
  });
  const mappings = useQuery(listUxMappingsOptions({ path: { bmcFlowId: flow.id } }));
  return (
    version.data &&
    mappings.data && <VersionWarnings graph={version.data.graph} mappings={mappings.data.data} />
  );
}

/** Stages have no types: no step of theirs names its branches. */
const NO_STEP_TYPES = new Map();

interface Props {
  graph: DraftGraph;
  mappings: readonly UxMapping[];
}

function VersionWarnings({ graph, mappings }: Props) {
  const findings = useFindings('bmc', graph, null);
  const mapped = useMappedWarnings(mappings);
  const found = useMemo(
    () => lint(graph, 'bmc', readWays(graph, 'bmc', NO_STEP_TYPES), mappings),
    [graph, mappings],
  );
  const names = useMemo(
    () => new Map(nodesOf(graph).map((node) => [node.id, labelOf(node)])),
    [graph],
  );
  return (
    <Warnings warnings={[...(findings?.warnings ?? []), ...found, ...mapped]} nodeNames={names} />
  );
}
