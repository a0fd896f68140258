import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { IconListNumbers } from '@tabler/icons-react';
import type { Platform } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { Panel } from '@/shared/layout/Panel';
import type { Plan } from '../plan/calendar';
import { closestTop } from './closestTop';
import { StepCard } from './StepCard';
import classes from './Steps.module.css';
import { changeStep, moveStep, removeStep, type StepDraft } from './stepDrafts';

/** What the API says of a field of a step, by its pointer below the step. */
export type StepFaults = (key: string, field: string) => string | undefined;

interface Props {
  drafts: readonly StepDraft[];
  platform: Platform | null | undefined;
  plan: Plan;
  /** The step whose settings show. */
  opened: string | null;
  mayEdit: boolean;
  faults: StepFaults;
  onOpen: (key: string | null) => void;
  onChange: (drafts: StepDraft[]) => void;
}

/** How far a pointer moves before it drags: less is a click. */
const DRAG_DISTANCE = 4;

/** The steps in their order, which dragging changes, and the arrow keys while a handle is held. */
export function StepList(props: Props) {
  const { drafts, plan, opened, mayEdit, faults, onOpen, onChange } = props;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_DISTANCE } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const end = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) {
      onChange(moveStep(drafts, String(active.id), String(over.id)));
    }
  };
  if (drafts.length === 0) {
    return (
      <Panel>
        <EmptyState icon={IconListNumbers} title="No steps yet">
          {mayEdit
            ? 'Add the first message. Contacts go through the steps from the top down.'
            : 'Nothing happens to whoever is enrolled.'}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestTop}
      onDragEnd={end}
      accessibility={{ announcements: announcementsFor(drafts) }}
    >
      <SortableContext
        items={drafts.map(({ key }) => key)}
        strategy={verticalListSortingStrategy}
        disabled={!mayEdit}
      >
        <ol className={classes.list} aria-label="Steps">
          {drafts.map((draft, index) => (
            <StepCard
              key={draft.key}
              draft={draft}
              index={index}
              drafts={drafts}
              platform={props.platform}
              planned={plan.steps[index]}
              isOpen={opened === draft.key}
              mayEdit={mayEdit}
              fault={(field) => faults(draft.key, field)}
              onToggle={() => onOpen(opened === draft.key ? null : draft.key)}
              onChange={(change) => onChange(changeStep(drafts, draft.key, change))}
              onRemove={() => onChange(removeStep(drafts, draft.key))}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

/** What people hear who do not see a step move. */
function announcementsFor(drafts: readonly StepDraft[]): Announcements {
  const place = (id: UniqueIdentifier) => drafts.findIndex(({ key }) => key === id) + 1;
  return {
    onDragStart: ({ active }) => `Step ${place(active.id)} is picked up.`,
    onDragOver: ({ active, over }) =>
      over ? `Step ${place(active.id)} is at place ${place(over.id)}.` : undefined,
    onDragEnd: ({ active, over }) =>
      over ? `Step ${place(active.id)} is put at place ${place(over.id)}.` : undefined,
    onDragCancel: ({ active }) => `Step ${place(active.id)} stays where it was.`,
  };
}
