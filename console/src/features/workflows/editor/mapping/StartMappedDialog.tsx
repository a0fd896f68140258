import { IconPlayerPlay } from '@tabler/icons-react';
import { useMemo } from 'react';
import { ManyActDialog } from '../../bulk/many/ManyActDialog';
import type { ManyActType } from '../../bulk/many/ManyActType';
import { type OfferedStart, standingWords } from '../useMapping';

interface Props {
  flowId: string;
  offered: OfferedStart;
  /** What people call the stage. */
  stage: string;
  /** How many stand there. */
  standing: number;
  onClose: () => void;
}

/** Says for whom a mapped flow starts, and offers to start it for those who were there before. */
export function StartMappedDialog({ flowId, offered, stage, standing, onClose }: Props) {
  const { uxNodeId, systemFlowId, systemFlowName } = offered;
  const chosen = useMemo(() => ({ filter: { flowId, uxNodeId, live: true } }), [flowId, uxNodeId]);
  const act: ManyActType = useMemo(() => {
    const form = { settings: { systemFlowId } };
    return {
      kind: 'start_flow',
      on: 'journeys',
      label: `Start “${systemFlowName}” for`,
      icon: IconPlayerPlay,
      explains:
        `“${systemFlowName}” starts for whoever comes to “${stage}” from now on. ` +
        `${standingWords(standing)} You can start it for them as well: ` +
        'nobody gets it twice, and journeys that are paused begin it when they are resumed.',
      useForm: () => form,
    };
  }, [systemFlowId, systemFlowName, stage, standing]);
  return (
    <ManyActDialog act={act} chosen={chosen} count={standing} flowId={flowId} onClose={onClose} />
  );
}
