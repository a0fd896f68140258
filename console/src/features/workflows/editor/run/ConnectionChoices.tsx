import { Anchor, Select, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RequiredConnection } from '@/client';

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
      {required.map(({ toolkit, nodeIds, boundId, candidates }) => (
        <Select
          key={`${toolkit} ${nodeIds.join()}`}
          label={`Connection: ${toolkit}`}
          description={`Needed by ${nodeIds.map((id) => nodeNames.get(id) ?? id).join(', ')}`}
          placeholder={candidates.length > 0 ? 'Choose one' : 'There is none yet'}
          required={!boundId}
          data={candidates.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen[toolkit] ?? boundId ?? null}
          onChange={(id) => id && onChange({ ...chosen, [toolkit]: id })}
        />
      ))}
      <Text size="xs" c="dimmed">
        Is one missing?{' '}
        <Anchor component={Link} to="/settings/connections" size="xs">
          Add one in the settings
        </Anchor>
      </Text>
    </Stack>
  );
}
