import { useQuery } from '@tanstack/react-query';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import { FIXED_MAILBOXES } from './sendLimitWords';

interface Mailbox {
  value: string;
  label: string;
}

/** What mail can leave by, to choose from; without `all`, which is no mailbox of its own. */
export function useMailboxes(): Mailbox[] {
  const servers = useQuery(listConnectionsOptions({ query: { toolkit: 'smtp', pageSize: 200 } }));
  const accounts = useQuery(listConnectionsOptions({ query: { toolkit: 'gmail', pageSize: 200 } }));
  const { all: _together, ...single } = FIXED_MAILBOXES;
  return [
    ...Object.entries(single).map(([value, label]) => ({ value, label })),
    ...[...(servers.data?.data ?? []), ...(accounts.data?.data ?? [])].map(({ id, name }) => ({
      value: id,
      label: name,
    })),
  ];
}
