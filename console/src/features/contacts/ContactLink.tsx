import { Anchor, type AnchorProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getContactOptions } from '@/client/@tanstack/react-query.gen';
import { contactName, contactPath } from './contactName';

/** Names rarely change, and a list may name many people. */
const FRESH_MS = 5 * 60 * 1000;

/** Leads to a contact that only its id is known of; says its name once that is read. */
export function ContactLink({ id, ...anchor }: AnchorProps & { id: string }) {
  const { data } = useQuery({ ...getContactOptions({ path: { id } }), staleTime: FRESH_MS });
  return (
    <Anchor component={Link} to={contactPath({ id })} inherit {...anchor}>
      {data ? contactName(data) : 'Contact'}
    </Anchor>
  );
}
