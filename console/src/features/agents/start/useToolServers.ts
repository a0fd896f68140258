import { useQuery } from '@tanstack/react-query';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';

const NONE: string[] = [];

/** The names of the connections that lead to servers of tools. */
export function useToolServers(): string[] {
  const connections = useQuery(
    listConnectionsOptions({ query: { toolkit: 'mcp', pageSize: 200, sort: 'name' } }),
  );
  return connections.data?.data.map(({ name }) => name) ?? NONE;
}
