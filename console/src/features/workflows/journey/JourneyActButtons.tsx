import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntityView } from '@/client';
import { getFlowOptions } from '@/client/@tanstack/react-query.gen';
import { ActDialog } from './ActDialog';
import { actsOf, JOURNEY_ACTS, type JourneyAct } from './journeyActs';

/** What can be done to the journey of the page. */
export function JourneyActButtons({ entity }: { entity: EntityView }) {
  const { data: flow } = useQuery(getFlowOptions({ path: { id: entity.flowId } }));
  const [act, setAct] = useState<JourneyAct | null>(null);
  return (
    <>
      {actsOf(entity, flow?.latestVersion).map((offered) => {
        const { label, icon: Icon } = JOURNEY_ACTS[offered];
        const leads = offered === 'retry' || offered === 'resume';
        return (
          <Button
            key={offered}
            size="xs"
            variant={leads ? 'filled' : 'default'}
            c={offered === 'cancel' ? 'red' : undefined}
            leftSection={<Icon size={14} stroke={1.8} />}
            onClick={() => setAct(offered)}
          >
            {label}
          </Button>
        );
      })}
      {act && <ActDialog entity={entity} act={act} onClose={() => setAct(null)} />}
    </>
  );
}
