import { Group, Text, TextInput } from '@mantine/core';
import { plural } from '@/shared/format/number';
import type { Whom } from './useWhom';

const FIELDS = [
  { name: 'q', label: 'Search contacts' },
  { name: 'tag', label: 'Tag' },
] as const;

/** Says whom a run is about, and narrows that down where nobody was chosen before. */
export function WhomField({ whom: { isPreset, count, filter, setFilter } }: { whom: Whom }) {
  return (
    <div>
      {!isPreset && (
        <Group grow align="flex-end" mb={6}>
          {FIELDS.map(({ name, label }) => (
            <TextInput
              key={name}
              label={label}
              placeholder="Any"
              value={filter[name] ?? ''}
              onChange={(event) =>
                setFilter({ ...filter, [name]: event.currentTarget.value || null })
              }
            />
          ))}
        </Group>
      )}
      <Text size="sm" role="status">
        {count === undefined ? 'Counting …' : `About ${plural(count, 'contact')}.`}
      </Text>
    </div>
  );
}
