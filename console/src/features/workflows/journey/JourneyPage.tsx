import { Anchor, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { getEntityOptions, getFlowOptions } from '@/client/@tanstack/react-query.gen';
import { contactName, contactPath } from '@/features/contacts/contactName';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { JsonView } from '@/shared/json/JsonView';
import { Page } from '@/shared/layout/Page';
import { Panel } from '@/shared/layout/Panel';
import { TemporalLink } from '@/shared/layout/TemporalLink';
import { May } from '@/shared/session/May';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { JOURNEYS } from '../journeys/journeyPath';
import classes from './Journey.module.css';
import { JourneyActButtons } from './JourneyActButtons';
import { JourneyMessages } from './JourneyMessages';
import { JourneyRuns } from './JourneyRuns';
import { JourneyStanding } from './JourneyStanding';
import { JourneyTasks } from './JourneyTasks';
import { JourneyTimeline } from './JourneyTimeline';
import { MappedSince } from './MappedSince';
import { Spine } from './Spine';

const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Journeys', to: JOURNEYS },
];

/** Milliseconds until an active journey is looked at again. */
const SOON = 2_000;

/** One journey: where it stands, what holds it, what has happened, and what can be done about it. */
export function JourneyPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...getEntityOptions({ path: { id } }),
    // No event tells that what was active has begun to wait.
    refetchInterval: ({ state }) => (state.data?.status === 'active' ? SOON : false),
  });
  const entity = query.data;
  const flow = useQuery({
    ...getFlowOptions({ path: { id: entity?.flowId ?? '' } }),
    enabled: entity !== undefined,
  }).data;
  if (!entity) {
    return (
      <Page title="Journey" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={contactName(entity.contact)}
      above={ABOVE}
      trailing={<StatusBadge status={entity.status} />}
      subtitle={
        <Group gap={10}>
          <span>
            Began <RelativeTime at={entity.createdAt} />
          </span>
          <Anchor component={Link} to={contactPath(entity.contact)} size="sm">
            Contact
          </Anchor>
          <Anchor component={Link} to={`/workflows/flows/${entity.flowId}`} size="sm">
            {flow ? flow.name : 'Flow'}, version {entity.flowVersion}
          </Anchor>
        </Group>
      }
      actions={
        <>
          <TemporalLink href={entity.temporalUrl} />
          <May needs="operator">
            <JourneyActButtons entity={entity} />
          </May>
        </>
      }
    >
      <Spine entity={entity} />
      <div className={classes.grid}>
        <div className={classes.column}>
          <JourneyTimeline entity={entity} />
        </div>
        <div className={classes.column}>
          <JourneyStanding entity={entity} />
          <May needs="operator">
            <MappedSince entity={entity} />
          </May>
          <JourneyTasks entityId={entity.id} />
          <JourneyMessages entityId={entity.id} />
          <JourneyRuns entityId={entity.id} />
          {Object.keys(entity.metadata).length > 0 && (
            <Panel title="Metadata">
              <JsonView label="Metadata" value={entity.metadata} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}
