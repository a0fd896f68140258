import { Group, Input, Text, TextInput } from '@mantine/core';
import { ApiError } from '@/shared/api/ApiError';
import { faultWords } from '@/shared/api/faultWords';
import { plural } from '@/shared/format/number';
import type { Whom } from './useWhom';

const FIELDS = [
  { name: 'q', label: 'Search contacts' },
  { name: 'tag', label: 'Tag' },
] as const;

interface Props {
  whom: Whom;
  /** What the API answered to the request that names them. */
  error: unknown;
}

/** Says whom a run is about, and narrows that down where nobody was chosen before. */
export function WhomField({ whom: { isPreset, count, filter, setFilter }, error }: Props) {
  const fault = whomFault(error);
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
      {fault && (
        <Input.Error mt={4} role="alert">
          {fault}
        </Input.Error>
      )}
    </div>
  );
}

/** What is wrong with who was chosen, by the label of the field, which may not be in sight. */
function whomFault(error: unknown): string | undefined {
  const fault =
    error instanceof ApiError
      ? error.problem.errors?.find(({ pointer }) => /^\/contact(Ids|Filter)\b/.test(pointer))
      : undefined;
  return fault && faultWords(fault);
}
