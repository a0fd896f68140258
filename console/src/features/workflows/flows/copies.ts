import { createFlow, type Flow, getFlow, listFlows, listUxMappings, putUxMappings } from '@/client';
import { notifyFailure } from '@/shared/feedback/notify';
import { nodesOf } from '../editor/model/document';
import { withoutPins } from '../editor/test/pins';
import type { FileMapping, FlowFile } from './flowFile';

/** A mapping with the flow of its name that is here, if there is one. */
export interface ResolvedMapping extends FileMapping {
  systemFlowId: string | undefined;
}

/** A flow as a file has it: its draft, and what is mapped to its stages. */
export async function exported(id: string): Promise<FlowFile> {
  const { file, mappings } = await read(id);
  return { ...file, mappings: mappings.map(({ systemFlowId: _, ...mapping }) => mapping) };
}

/** Another flow like this one, mapped to the same flows. */
export async function duplicated(id: string): Promise<Flow> {
  const { file, mappings } = await read(id);
  return made(copyName(file.name), file, mappings);
}

/** As many characters as the name of a flow may have. */
const LONGEST_NAME = 200;

const COPY = ' (copy)';

export const copyName = (name: string) => name.slice(0, LONGEST_NAME - COPY.length) + COPY;

/** The mappings of a file with those flows that are here under their names. */
export function resolved(mappings: readonly FileMapping[]): Promise<ResolvedMapping[]> {
  return Promise.all(
    mappings.map(async (mapping) => {
      const { data: found } = await listFlows({
        query: { kind: 'system', q: mapping.systemFlow, sort: 'createdAt', pageSize: 50 },
        throwOnError: true,
      });
      const same = found.data.find(({ name }) => name === mapping.systemFlow);
      return { ...mapping, systemFlowId: same?.id };
    }),
  );
}

/** Makes the flow of a file, mapped to those flows that are here. */
export async function made(
  name: string,
  { kind, tags, graph, inputSchema }: Omit<FlowFile, 'mappings'>,
  mappings: readonly ResolvedMapping[],
): Promise<Flow> {
  const body = { name, kind, tags, graph, inputSchema };
  const { data: flow } = await createFlow({ body, throwOnError: true });
  const stages = new Set(nodesOf(graph).map(({ id }) => id));
  const here = mappings.flatMap(({ uxNodeId, systemFlowId, position, input }) =>
    systemFlowId && stages.has(uxNodeId) ? [{ uxNodeId, systemFlowId, position, input }] : [],
  );
  if (here.length > 0) {
    try {
      await putUxMappings({
        path: { bmcFlowId: flow.id },
        body: { mappings: here },
        throwOnError: true,
      });
    } catch (refused) {
      // The flow is there: asking for it again would make another.
      notifyFailure(refused);
    }
  }
  return flow;
}

async function read(id: string) {
  const { data: flow } = await getFlow({ path: { id }, throwOnError: true });
  const file = {
    name: flow.name,
    kind: flow.kind,
    tags: flow.tags,
    graph: withoutPins(flow.draft as FlowFile['graph']),
    inputSchema: (flow.inputSchema ?? null) as FlowFile['inputSchema'],
  };
  return { file, mappings: flow.kind === 'bmc' ? await mappingsOf(id) : [] };
}

async function mappingsOf(bmcFlowId: string): Promise<ResolvedMapping[]> {
  const { data } = await listUxMappings({ path: { bmcFlowId }, throwOnError: true });
  return data.data.map(({ uxNodeId, systemFlowId, systemFlowName, position, input }) => ({
    uxNodeId,
    systemFlowId,
    systemFlow: systemFlowName,
    position,
    input: input as FileMapping['input'],
  }));
}
