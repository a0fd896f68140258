import { TextInput, ThemeIcon, UnstyledButton } from '@mantine/core';
import { IconArrowsShuffle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FlowKind, StepType } from '@/client';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { carry, type Dragged } from '../canvas/dragged';
import { GROUPS, lookOf } from '../model/stepIcons';
import classes from './Palette.module.css';

interface Props {
  kind: FlowKind;
  stepTypes: readonly StepType[];
  onAdd: (type: string) => void;
  onMap: (systemFlowId: string) => void;
}

interface Item {
  key: string;
  label: string;
  hint: string;
  icon: typeof IconSearch;
  color: string;
  dragged: Dragged;
  onPick: () => void;
}

/** What can be put on the canvas: by dragging, by a click, or from the keyboard. */
export function Palette({ kind, stepTypes, onAdd, onMap }: Props) {
  const [q, setQ] = useState('');
  const flows = useQuery({
    ...listFlowsOptions({ query: { kind: 'system', pageSize: 200, sort: 'name' } }),
    enabled: kind === 'bmc',
  });
  const step = (type: string, label: string): Item => ({
    key: type,
    label,
    hint: `Add ${label}`,
    ...lookOf(type),
    dragged: { kind: 'step', type },
    onPick: () => onAdd(type),
  });
  const groups: [string, Item[]][] =
    kind === 'bmc'
      ? [
          ['Spine', [step('ux', 'Stage')]],
          [
            'System flows',
            (flows.data?.data ?? []).map(({ id, name }) => ({
              key: id,
              label: name,
              hint: `Map ${name} to the selected stage`,
              icon: IconArrowsShuffle,
              color: 'gray',
              dragged: { kind: 'flow', flowId: id },
              onPick: () => onMap(id),
            })),
          ],
        ]
      : GROUPS.map((group) => [
          group,
          stepTypes
            .filter(({ id }) => lookOf(id).group === group)
            .map(({ id, title }) => step(id, title)),
        ]);
  const asked = q.trim().toLowerCase();
  const shown = groups
    .map(
      ([group, items]) =>
        [
          group,
          items.filter(({ label, key }) => `${label} ${key}`.toLowerCase().includes(asked)),
        ] as const,
    )
    .filter(([, items]) => items.length > 0);
  return (
    <aside className={classes.palette} aria-label="Palette">
      <div className={classes.search}>
        <TextInput
          size="xs"
          placeholder={kind === 'bmc' ? 'Find a flow' : 'Find a step'}
          aria-label="Search the palette"
          leftSection={<IconSearch size={13} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
      </div>
      <div className={classes.list}>
        {shown.map(([group, items]) => (
          <div key={group}>
            <div className={classes.group}>{group}</div>
            {items.map(({ key, label, hint, icon: Icon, color, dragged, onPick }) => (
              <UnstyledButton
                key={key}
                className={classes.item}
                draggable
                onDragStart={(event) => carry(event.dataTransfer, dragged)}
                onClick={onPick}
                aria-label={hint}
              >
                <ThemeIcon variant="light" color={color} size={24} radius="sm">
                  <Icon size={14} stroke={1.7} />
                </ThemeIcon>
                {label}
              </UnstyledButton>
            ))}
          </div>
        ))}
      </div>
    </aside>
  );
}
