import type { DraftGraph, PublishRequest, Stage } from '@/client';
import { liveIn } from '../../journeys/ended';
import { choicesOf, type StageChoice } from '../../journeys/useStages';
import { isUx, labelOf, nodesOf } from '../model/document';

/** Where people go, by the stage that is gone; whoever stands at one that is not here stays. */
export type Destinations = Readonly<Record<string, string>>;

/** Stages that a draft does not have and people stand at. */
export function leftStages(graph: DraftGraph, stages: readonly Stage[]): StageChoice[] {
  const kept = new Set(keptStages(graph).map(({ value }) => value));
  return choicesOf(stages.filter((stage) => !kept.has(stage.uxNodeId) && liveIn(stage) > 0));
}

/** The stages of a draft, as choices. */
export const keptStages = (graph: DraftGraph) =>
  nodesOf(graph)
    .filter(isUx)
    .map((node) => ({ value: node.id, label: labelOf(node) }));

/** What is asked of the API: each stage that is gone and has people is named, so that none is forgotten. */
export function leftRequest(
  left: readonly StageChoice[],
  destinations: Destinations,
): Pick<PublishRequest, 'nodeMap' | 'stay'> {
  const nodeMap: Record<string, string> = {};
  const stay: string[] = [];
  for (const { value } of left) {
    const to = destinations[value];
    if (to) {
      nodeMap[value] = to;
    } else {
      stay.push(value);
    }
  }
  return { nodeMap, stay };
}
