import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { TemplateStepType } from '@/client';
import { addStep, type StepDraft } from './stepDrafts';
import { STEP_TYPES } from './stepWords';

interface Props {
  drafts: readonly StepDraft[];
  onAdd: (drafts: StepDraft[]) => void;
}

/** Adds a step at the end. */
export function AddStepMenu({ drafts, onAdd }: Props) {
  return (
    <Menu position="bottom-start" shadow="md" width={180}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />}>
          Add step
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(STEP_TYPES).map(([type, { label, icon: Icon }]) => (
          <Menu.Item
            key={type}
            leftSection={<Icon size={15} stroke={1.7} />}
            onClick={() => onAdd(addStep(drafts, type as TemplateStepType))}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
