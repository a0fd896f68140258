import { Select, SimpleGrid } from '@mantine/core';
import { useStageChoice } from './useStageChoice';

interface Props {
  flowId: string | null;
  uxNodeId: string | null;
  onChange: (flowId: string | null, uxNodeId: string | null) => void;
}

/** Chooses the business flow and the stage that contacts enter. */
export function StageFields({ flowId, uxNodeId, onChange }: Props) {
  const { flows, stages } = useStageChoice(flowId);
  return (
    <SimpleGrid cols={2}>
      <Select
        label="Business flow"
        placeholder="Choose"
        searchable
        data={flows}
        value={flowId}
        onChange={(chosen) => onChange(chosen, null)}
        nothingFoundMessage="No business flow is called that"
      />
      <Select
        label="Stage"
        placeholder="Where it begins"
        disabled={!flowId}
        data={stages}
        value={uxNodeId}
        onChange={(chosen) => onChange(flowId, chosen)}
      />
    </SimpleGrid>
  );
}
