import { IconVersions } from '@tabler/icons-react';
import { useState } from 'react';
import { migrateEntity } from '@/client';
import { type JourneyActType, to } from './JourneyActType';
import { NewestStage } from './NewestStage';

export const migrate: JourneyActType = {
  label: 'Migrate',
  icon: IconVersions,
  explains:
    'It goes on in the newest version of its flow. Paths that run now end in the version that they began with.',
  confirm: 'Migrate journey',
  useForm(entity) {
    const [uxNodeId, setUxNodeId] = useState<string | null>(null);
    const { currentNodeId } = entity;
    // Where it stands in the other version, if not at the node of the same id.
    const nodeMap: Record<string, string> =
      currentNodeId && uxNodeId ? { [currentNodeId]: uxNodeId } : {};
    return {
      fields: <NewestStage flowId={entity.flowId} value={uxNodeId} onChange={setUxNodeId} />,
      ask: () => migrateEntity({ ...to(entity), body: { version: 'latest', nodeMap } }),
      done: 'goes on in the newest version',
    };
  },
};
