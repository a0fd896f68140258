import { Anchor, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  getMailTemplateOptions,
  listMailTemplatesOptions,
} from '@/client/@tanstack/react-query.gen';
import { mailPath } from '../mail/mailPath';

interface Props {
  value: string | null;
  error: string | undefined;
  onChange: (id: string | null) => void;
}

/** As many as the list offers; the others are found by the search of the page Mail. */
const OFFERED = 200;

/** Chooses saved mail, whose texts take the place of the step's own. */
export function SavedMailField({ value, error, onChange }: Props) {
  const offered = useQuery(listMailTemplatesOptions({ query: { pageSize: OFFERED, sort: 'name' } }))
    .data?.data;
  const chosen = useQuery({
    ...getMailTemplateOptions({ path: { id: value ?? '' } }),
    enabled: value !== null,
  }).data;
  const mails = new Map(
    [...(offered ?? []), ...(chosen ? [chosen] : [])].map((one) => [one.id, one]),
  );
  if (mails.size === 0 && value === null) {
    return null;
  }
  return (
    <Group align="flex-end" gap="xs">
      <Select
        size="xs"
        style={{ flex: 1 }}
        label="Saved mail"
        description="Whoever begins after the steps are saved gets the version that is shown then."
        placeholder="None: write it here"
        clearable
        clearButtonProps={{ 'aria-label': 'Write it here instead' }}
        searchable
        data={[...mails.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        error={error}
        onChange={onChange}
      />
      {value && (
        <Anchor component={Link} to={mailPath({ id: value })} size="xs" mb={8}>
          Open
        </Anchor>
      )}
    </Group>
  );
}
