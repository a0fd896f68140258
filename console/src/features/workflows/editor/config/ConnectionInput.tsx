import { Anchor, Select, Text } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { Link } from 'react-router';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import { ConnectionModal } from '@/features/settings/ConnectionModal';
import { hasSignIn, TOOLKITS } from '@/features/settings/toolkits';
import { useMay } from '@/shared/session/useMay';
import { ToolkitContext } from './ToolkitContext';

/** What a step names for the connection of the run. */
const OF_RUN = 'http';

/** The connection that a step uses, among those there are, with the way to one where there is none. */
export function ConnectionInput(props: WidgetProps) {
  const { toolkit, canBeOfRun } = use(ToolkitContext);
  const mayConnect = useMay('admin');
  const [isAdding, setAdding] = useState(false);
  const { data } = useQuery(
    listConnectionsOptions({ query: { pageSize: 200, ...(toolkit && { toolkit }) } }),
  );
  const connections = data?.data ?? [];
  const value = typeof props.value === 'string' ? props.value : '';
  // A step may name its connection by id or by name, and one that is not there any more.
  const known = connections.find(({ id, name }) => id === value || name === value);
  const choices = connections.map(({ id, name, toolkit: of }) => ({
    value: id,
    label: toolkit ? name : `${name} (${TOOLKITS[of].label})`,
  }));
  const ofRun = canBeOfRun ? [{ value: OF_RUN, label: 'The one that the run names' }] : [];
  const others =
    value !== '' && !known && !(canBeOfRun && value === OF_RUN) ? [{ value, label: value }] : [];
  const isNone = data !== undefined && connections.length === 0;
  return (
    <div>
      <Select
        id={props.id}
        size="xs"
        label={props.label}
        description={props.schema.description}
        error={props.rawErrors?.join(' ')}
        required={props.required}
        disabled={props.disabled}
        placeholder={isNone ? 'There is none yet' : 'Choose one'}
        searchable
        clearable
        data={[...choices, ...ofRun, ...others]}
        value={known?.id ?? (value || null)}
        onChange={(chosen) => props.onChange(chosen ?? props.options.emptyValue)}
      />
      {isNone && mayConnect && (
        <Text size="xs" mt={4}>
          {toolkit === null || hasSignIn(toolkit) ? (
            <Anchor component={Link} to="/settings/connections" size="xs">
              Connect an account
            </Anchor>
          ) : (
            <Anchor component="button" type="button" size="xs" onClick={() => setAdding(true)}>
              Connect {TOOLKITS[toolkit].label}
            </Anchor>
          )}
        </Text>
      )}
      <ConnectionModal
        opened={isAdding}
        only={toolkit ?? undefined}
        onStored={({ id }) => props.onChange(id)}
        onClose={() => setAdding(false)}
      />
    </div>
  );
}
