import { TextInput, ThemeIcon, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { StepType } from '@/client';
import { carry, type Dragged } from '../canvas/dragged';
import { GROUPS, lookOf, type StepLook } from '../model/stepIcons';
import classes from './Palette.module.css';

export interface StepChoice extends Pick<StepLook, 'icon' | 'color'> {
  key: string;
  label: string;
  /** What choosing it does. */
  hint: string;
  dragged: Dragged;
  onPick: () => void;
}

export type StepGroup = readonly [name: string, choices: readonly StepChoice[]];

interface Props {
  groups: readonly StepGroup[];
  placeholder: string;
  label: string;
  /** Whether the search is where one types first. */
  isFocused?: boolean;
}

export function stepChoice(
  type: string,
  label: string,
  onPick: (type: string) => void,
): StepChoice {
  return {
    key: type,
    label,
    hint: `Add ${label}`,
    ...lookOf(type),
    dragged: { kind: 'step', type },
    onPick: () => onPick(type),
  };
}

/** The steps that there are, as they are grouped. */
export const stepGroups = (
  stepTypes: readonly StepType[],
  onPick: (type: string) => void,
): StepGroup[] =>
  GROUPS.map((group) => [
    group,
    stepTypes
      .filter(({ id }) => lookOf(id).group === group)
      .map(({ id, title }) => stepChoice(id, title, onPick)),
  ]);

/** A list to choose from, with a search of which Enter takes the first. */
export function StepChoices({ groups, placeholder, label, isFocused }: Props) {
  const [q, setQ] = useState('');
  const asked = q.trim().toLowerCase();
  const shown = groups
    .map(
      ([group, choices]) =>
        [
          group,
          choices.filter((each) => `${each.label} ${each.key}`.toLowerCase().includes(asked)),
        ] as const,
    )
    .filter(([, choices]) => choices.length > 0);
  return (
    <>
      <div className={classes.search}>
        <TextInput
          size="xs"
          placeholder={placeholder}
          aria-label={label}
          leftSection={<IconSearch size={13} />}
          data-autofocus={isFocused || undefined}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && asked !== '') {
              shown[0]?.[1][0]?.onPick();
            }
          }}
        />
      </div>
      <div className={classes.list}>
        {shown.map(([group, choices]) => (
          <div key={group}>
            <div className={classes.group}>{group}</div>
            {choices.map(({ key, label: name, hint, icon: Icon, color, dragged, onPick }) => (
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
                {name}
              </UnstyledButton>
            ))}
          </div>
        ))}
        {shown.length === 0 && <div className={classes.group}>Nothing is called so.</div>}
      </div>
    </>
  );
}
