import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type DraftGraph,
  type FlowKind,
  type GraphFindings,
  type JsonObject,
  validateGraph,
} from '@/client';

/** Milliseconds after the last letter until the server is asked. */
const PAUSE = 350;

const TIDY_POSITIONS = (key: string, value: unknown) => (key === 'position' ? undefined : value);

/** What the server says of a graph, asked as it is edited; moving nodes about asks nothing. */
export function useFindings(
  kind: FlowKind,
  graph: DraftGraph,
  inputSchema: JsonObject | null,
): GraphFindings | undefined {
  const [settled] = useDebouncedValue(
    `{"graph":${JSON.stringify(graph, TIDY_POSITIONS)},"inputSchema":${JSON.stringify(inputSchema)}}`,
    PAUSE,
  );
  const { data } = useQuery({
    queryKey: ['findings', kind, settled],
    queryFn: async ({ signal }) => {
      const { data: findings } = await validateGraph({
        body: { kind, ...JSON.parse(settled) },
        throwOnError: true,
        signal,
      });
      return findings;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  return data;
}
