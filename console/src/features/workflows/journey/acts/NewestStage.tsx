import { Select } from '@mantine/core';
import { useStages } from '../../journeys/useStages';

interface Props {
  flowId: string;
  value: string | null;
  onChange: (uxNodeId: string | null) => void;
}

/** Where a journey stands in the newest version of its flow, if not at the stage of the same id. */
export function NewestStage({ flowId, value, onChange }: Props) {
  const { query } = useStages(flowId);
  return (
    <Select
      label="Where it stands then"
      placeholder="At the same stage"
      clearable
      clearButtonProps={{ 'aria-label': 'Clear stage' }}
      // A stage without a label is one that only older versions have.
      data={(query.data?.data ?? []).flatMap(({ uxNodeId, label }) =>
        label ? [{ value: uxNodeId, label }] : [],
      )}
      value={value}
      onChange={onChange}
    />
  );
}
