import { ActionIcon, Anchor, Button, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconId, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteContactIdentity, type Identity, type Platform } from '@/client';
import { listContactIdentitiesOptions } from '@/client/@tanstack/react-query.gen';
import { PLATFORMS } from '@/features/campaigns/templateWords';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { notifyDone } from '@/shared/feedback/notify';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import classes from '@/shared/list/Rows.module.css';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { IdentityModal } from './IdentityModal';
import { profileLink } from './profileLink';

const SHOWN = 10;

/** Who a contact is on outside platforms, with ways to add to that and to take from it. */
export function ContactIdentities({ contactId }: { contactId: string }) {
  const [page, setPage] = useState(1);
  const [adding, add] = useDisclosure(false);
  const mayKeep = useMay('operator');
  const identities = useQuery({
    ...listContactIdentitiesOptions({
      path: { id: contactId },
      query: { page, pageSize: SHOWN, sort: 'platform' },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel
      title="Identities"
      flush
      end={
        mayKeep && (
          <Button size="compact-xs" variant="subtle" onClick={add.open} aria-label="Add identity">
            Add
          </Button>
        )
      }
    >
      {identities.isPending && <Skeleton height={46} radius={0} />}
      {identities.isError && (
        <ErrorState error={identities.error} onRetry={() => identities.refetch()} />
      )}
      {identities.data?.total === 0 && (
        <EmptyState compact icon={IconId} title="Known by the e-mail address only" />
      )}
      <ul className={classes.rows}>
        {identities.data?.data.map((identity) => (
          <IdentityItem key={identity.id} identity={identity} mayRemove={mayKeep} />
        ))}
      </ul>
      {identities.data && identities.data.total > SHOWN && (
        <Pager page={page} pageSize={SHOWN} total={identities.data.total} onPage={setPage} />
      )}
      <IdentityModal contactId={contactId} opened={adding} onClose={add.close} />
    </Panel>
  );
}

function IdentityItem({ identity, mayRemove }: { identity: Identity; mayRemove: boolean }) {
  const { id, contactId, platform, platformUserId } = identity;
  const profile = profileLink(platform, platformUserId);
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      deleteContactIdentity({ path: { id: contactId, identityId: id }, throwOnError: true }),
    onSuccess: () => {
      notifyDone(`${platformUserId} is removed.`);
      refresh('listContactIdentities', `getContact:${contactId}`);
    },
  });
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text size="sm" fw={500} truncate>
          {profile ? (
            <Anchor href={profile} target="_blank" rel="noreferrer" c="inherit" inherit>
              {platformUserId}
            </Anchor>
          ) : (
            platformUserId
          )}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {PLATFORMS[platform as Platform] ?? platform}
        </Text>
      </div>
      {mayRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={isPending}
          aria-label={`Remove ${platformUserId}`}
          onClick={() => mutate()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
