import { Modal } from '@mantine/core';
import { LiveRun } from './LiveRun';
import { RunInput } from './RunInput';
import type { RunPlan } from './startRun';
import type { DirectRun } from './useDirectRun';

interface Props {
  flowId: string;
  flowName: string;
  nodeNames: ReadonlyMap<string, string>;
  direct: DirectRun;
}

/** Asks what a run needs, then shows it as it goes. Closing it leaves the run going. */
export function RunDialog({ flowId, flowName, nodeNames, direct }: Props) {
  const { dialog } = direct;
  return (
    <Modal
      opened={dialog.kind !== 'closed'}
      onClose={direct.close}
      size="lg"
      title={dialog.kind === 'form' ? titleOf(dialog.plan, flowName, nodeNames) : flowName}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {dialog.kind === 'form' && (
        <RunInput
          flowId={flowId}
          plan={dialog.plan}
          begun={dialog.begun}
          nodeNames={nodeNames}
          direct={direct}
        />
      )}
      {dialog.kind === 'live' && (
        <LiveRun key={dialog.runId} runId={dialog.runId} nodeNames={nodeNames} direct={direct} />
      )}
    </Modal>
  );
}

const titleOf = ({ only }: RunPlan, flowName: string, names: ReadonlyMap<string, string>) =>
  only === null ? `Run ${flowName}` : `Run only ${names.get(only) ?? only}`;
