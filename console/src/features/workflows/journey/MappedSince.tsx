import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntityView, UxMapping } from '@/client';
import { listUxMappingsOptions } from '@/client/@tanstack/react-query.gen';
import { contactName } from '@/features/contacts/contactName';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { ActDialog } from './ActDialog';
import { flowsMappedSince } from './flowsMappedSince';

/** Offers the flows that were mapped to the stage of a journey since it came there. */
export function MappedSince({ entity }: { entity: EntityView }) {
  const mappings = useQuery(listUxMappingsOptions({ path: { bmcFlowId: entity.flowId } }));
  const [flow, setFlow] = useState<UxMapping | null>(null);
  const offered = flowsMappedSince(entity, mappings.data?.data ?? []);
  return (
    <>
      {offered.length > 0 && (
        <Panel title="Mapped since" flush>
          <ul className={classes.rows}>
            {offered.map((each) => (
              <li key={each.id} className={classes.row}>
                <div className={classes.words}>
                  <Text size="sm" fw={500} truncate>
                    {each.systemFlowName}
                  </Text>
                  <Text size="xs" c="dimmed">
                    Mapped to this stage <RelativeTime at={each.createdAt} />
                  </Text>
                </div>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Start ${each.systemFlowName} for ${contactName(entity.contact)}`}
                  onClick={() => setFlow(each)}
                >
                  Start
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {flow && (
        <ActDialog entity={entity} act="startFlow" start={{ flow }} onClose={() => setFlow(null)} />
      )}
    </>
  );
}
