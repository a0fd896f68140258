import { Button, Group, Select, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Connection, RequiredConnection } from '@/client';
import { ConnectionModal } from '@/features/settings/ConnectionModal';
import type { ToolkitName } from '@/features/settings/toolkits';
import { May } from '@/shared/session/May';

interface Props {
  required: readonly RequiredConnection[];
  nodeNames: ReadonlyMap<string, string>;
  chosen: Readonly<Record<string, string>>;
  onChange: (chosen: Record<string, string>) => void;
}

/** What the steps connect with: each need with the steps that have it, and the choice there is. */
export function ConnectionChoices({ required, nodeNames, chosen, onChange }: Props) {
  const [added, setAdded] = useState<readonly Connection[]>([]);
  const [adding, setAdding] = useState<ToolkitName | null>(null);
  if (required.length === 0) {
    return null;
  }
  return (
    <Stack gap="sm" component="section" aria-label="Connections">
      {required.map(({ toolkit, nodeIds, boundId, candidates }) => {
        const choices = [...candidates, ...added.filter((one) => one.toolkit === toolkit)];
        return (
          <Group key={`${toolkit} ${nodeIds.join()}`} align="flex-end" gap="xs" wrap="nowrap">
            <Select
              flex={1}
              label={`Connection: ${toolkit}`}
              description={`Needed by ${nodeIds.map((id) => nodeNames.get(id) ?? id).join(', ')}`}
              placeholder={choices.length > 0 ? 'Choose one' : 'There is none yet'}
              required={!boundId}
              data={choices.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen[toolkit] ?? boundId ?? null}
              onChange={(id) => id && onChange({ ...chosen, [toolkit]: id })}
            />
            <May needs="admin">
              <Button
                variant="default"
                leftSection={<IconPlus size={14} />}
                aria-label={`Add one for ${toolkit}`}
                onClick={() => setAdding(toolkit)}
              >
                Add one
              </Button>
            </May>
          </Group>
        );
      })}
      <ConnectionModal
        opened={adding !== null}
        only={adding ?? undefined}
        onStored={(stored) => {
          setAdded([...added, stored]);
          onChange({ ...chosen, [stored.toolkit]: stored.id });
        }}
        onClose={() => setAdding(null)}
      />
    </Stack>
  );
}
