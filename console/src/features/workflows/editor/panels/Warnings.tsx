import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { GraphProblem } from '@/client';
import { plural } from '@/shared/format/number';
import { ProblemList } from './ProblemList';

interface Props {
  warnings: readonly GraphProblem[];
  nodeNames: ReadonlyMap<string, string>;
}

/** What is doubtful about a flow, for whoever is about to have people go through it. */
export function Warnings({ warnings, nodeNames }: Props) {
  if (warnings.length === 0) {
    return null;
  }
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      title={`${plural(warnings.length, 'warning')}: is it meant so?`}
    >
      <ProblemList problems={warnings} nodeNames={nodeNames} />
    </Alert>
  );
}
