import { LiveRun } from './LiveRun';
import { RunInput } from './RunInput';
import type { DirectRun } from './useDirectRun';

export interface RunContentProps {
  flowId: string;
  flowName: string;
  nodeNames: ReadonlyMap<string, string>;
  direct: DirectRun;
}

/** What the run that is asked for, or goes on, is called. */
export function titleOf({ flowName, nodeNames, direct: { dialog } }: RunContentProps): string {
  if (dialog.kind !== 'form') {
    return flowName;
  }
  const { only } = dialog.plan;
  return only === null ? `Run ${flowName}` : `Run only ${nodeNames.get(only) ?? only}`;
}

/** Asks what a run needs, then shows it as it goes. */
export function RunContent({ flowId, nodeNames, direct }: RunContentProps) {
  const { dialog } = direct;
  switch (dialog.kind) {
    case 'closed':
      return null;
    case 'form':
      return (
        <RunInput
          flowId={flowId}
          plan={dialog.plan}
          begun={dialog.begun}
          nodeNames={nodeNames}
          direct={direct}
        />
      );
    case 'live':
      return (
        <LiveRun key={dialog.runId} runId={dialog.runId} nodeNames={nodeNames} direct={direct} />
      );
  }
}
