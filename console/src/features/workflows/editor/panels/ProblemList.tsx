import { List, ScrollArea } from '@mantine/core';
import type { GraphProblem } from '@/client';
import { named } from '../model/findings';

interface Props {
  problems: readonly GraphProblem[];
  nodeNames: ReadonlyMap<string, string>;
}

/** Problems of a flow, each with the name of the node that it is about. */
export function ProblemList({ problems, nodeNames }: Props) {
  return (
    <ScrollArea.Autosize mah={160}>
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={`${problem.nodeId} ${problem.edgeId} ${problem.message}`}>
            {named(problem, nodeNames)}
          </List.Item>
        ))}
      </List>
    </ScrollArea.Autosize>
  );
}
