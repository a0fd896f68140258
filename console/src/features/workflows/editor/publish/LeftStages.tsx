import { Alert, Select, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { DraftGraph } from '@/client';
import { plural } from '@/shared/format/number';
import type { StageChoice } from '../../journeys/useStages';
import { type Destinations, keptStages } from './leftStages';

interface Props {
  graph: DraftGraph;
  left: readonly StageChoice[];
  destinations: Destinations;
  onChange: (destinations: Destinations) => void;
}

const people = (count: number) => plural(count, 'person', 'people');

/** Asks where those go who stand at stages that the draft does not have any more. */
export function LeftStages({ graph, left, destinations, onChange }: Props) {
  const count = left.reduce((sum, { live }) => sum + live, 0);
  if (count === 0) {
    return null;
  }
  const kept = keptStages(graph);
  return (
    <Alert
      color="orange"
      icon={<IconUsers size={18} />}
      title={`${plural(count, 'person stands', 'people stand')} at stages that are gone`}
    >
      <Stack gap="xs">
        {left.map(({ value, label, live }) => (
          <Select
            key={value}
            size="xs"
            label={`${label}: ${people(live)}`}
            placeholder="Leave them in their version"
            clearable
            clearButtonProps={{ 'aria-label': `Leave those at ${label} in their version` }}
            data={kept.map((stage) => ({ ...stage, label: `Move them to ${stage.label}` }))}
            value={destinations[value] ?? null}
            onChange={(to) => {
              const { [value]: _, ...others } = destinations;
              onChange(to ? { ...others, [value]: to } : others);
            }}
          />
        ))}
        <Text size="xs">
          Whoever is left goes on in the version that they are in, which keeps the stage. Whoever is
          moved goes on at the new stage in the new version: what runs for them now goes on, and
          flows of the new stage do not start for them.
        </Text>
      </Stack>
    </Alert>
  );
}
