import { IconArrowsShuffle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FlowKind, StepType } from '@/client';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import classes from './Palette.module.css';
import { StepChoices, type StepGroup, stepChoice, stepGroups } from './StepChoices';

interface Props {
  kind: FlowKind;
  stepTypes: readonly StepType[];
  onAdd: (type: string) => void;
  onMap: (systemFlowId: string) => void;
}

/** What can be put on the canvas: by dragging, by a click, or from the keyboard. */
export function Palette({ kind, stepTypes, onAdd, onMap }: Props) {
  const isBusiness = kind === 'bmc';
  const flows = useQuery({
    ...listFlowsOptions({ query: { kind: 'system', pageSize: 200, sort: 'name' } }),
    enabled: isBusiness,
  });
  const groups: StepGroup[] = isBusiness
    ? [
        ['Spine', [stepChoice('ux', 'Stage', onAdd)]],
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
    : stepGroups(stepTypes, onAdd);
  return (
    <aside className={classes.palette} aria-label="Palette">
      <StepChoices
        groups={groups}
        placeholder={isBusiness ? 'Find a flow' : 'Find a step'}
        label="Search the palette"
      />
    </aside>
  );
}
