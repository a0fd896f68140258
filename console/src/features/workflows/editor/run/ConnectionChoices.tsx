import { Anchor, Select, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RequiredConnection } from '@/client';
import { humanize } from '@/shared/format/words';

interface Props {
  required: readonly RequiredConnection[];
  nodeNames: ReadonlyMap<string, string>;
  chosen: Readonly<Record<string, string>>;
  onChange: (chosen: Record<string, string>) => void;
}

/** What the steps connect with: each need with the steps that have it and the choice there is. */
export function ConnectionChoices({ required, nodeNames, chosen, onChange }: Props) {
  if (required.length === 0) {
    return null;
  }
  return (
    <Stack gap="sm" component="section" aria-label="Connections">
      {required.map(({ toolkit, nodeIds, boundId, candidates }) => {
        const options = [...new Set([...(boundId ? [boundId] : []), ...candidates])];
        return (
          <Select
            key={`${toolkit} ${boundId}`}
            label={`${humanize(toolkit)} connection`}
            description={`Needed by ${nodeIds.map((id) => nodeNames.get(id) ?? id).join(', ')}`}
            placeholder={options.length > 0 ? 'Choose one' : 'There is none yet'}
            required={!boundId}
            data={options}
            value={chosen[toolkit] ?? (boundId || null)}
            onChange={(id) => id && onChange({ ...chosen, [toolkit]: id })}
          />
        );
      })}
      <Text size="xs" c="dimmed">
        Is one missing?{' '}
        <Anchor component={Link} to="/settings" size="xs">
          Add one in the settings
        </Anchor>
      </Text>
    </Stack>
  );
}
