import {
  type Announcements,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';

/** How far a pointer moves before it drags: less is a click, which opens the journey. */
const DRAG_DISTANCE = 6;

/** Pixels from the edges of a column to a card that is moved there by keys. */
const INSET = { x: 8, y: 48 };

/** A card is dragged by a pointer, or picked up by space; Enter opens its journey as ever. */
export const useBoardSensors = () =>
  useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_DISTANCE } }),
    useSensor(KeyboardSensor, {
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      coordinateGetter: toNeighbour,
    }),
  );

/** The arrow keys take a card to the stage beside it. */
const toNeighbour: KeyboardCoordinateGetter = (event, { context: { over, droppableRects } }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (step === 0) {
    return undefined;
  }
  event.preventDefault();
  const columns = [...droppableRects].sort(([, one], [, other]) => one.left - other.left);
  const next = columns[columns.findIndex(([id]) => id === over?.id) + step]?.[1];
  return next && { x: next.left + INSET.x, y: next.top + INSET.y };
};

/** A pointer is over the column that it points into; keys put the card itself there. */
export const columnUnder: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args);

/** What somebody is told who cannot see that cards can be dragged. */
export const INSTRUCTIONS = {
  draggable:
    'Press space to pick the card up, the arrow keys to choose a stage, space to put it there, and Escape to leave it where it was.',
};

export const announcementsFor = (nameOf: (uxNodeId: string) => string): Announcements => ({
  onDragStart: ({ active }) => `${nameOfCard(active.data.current)} is picked up.`,
  onDragOver: ({ active, over }) =>
    over
      ? `${nameOfCard(active.data.current)} is over ${nameOf(String(over.id))}.`
      : `${nameOfCard(active.data.current)} is over no stage.`,
  onDragEnd: ({ active, over }) =>
    over ? `${nameOfCard(active.data.current)} is put on ${nameOf(String(over.id))}.` : undefined,
  onDragCancel: ({ active }) => `${nameOfCard(active.data.current)} stays.`,
});

/** The card that is dragged, as `DraggableCard` names it. */
export const entityOf = (data: Record<string, unknown> | undefined) =>
  data?.entity as EntityView | undefined;

function nameOfCard(data: Record<string, unknown> | undefined) {
  const entity = entityOf(data);
  return entity ? contactName(entity.contact) : 'The card';
}
