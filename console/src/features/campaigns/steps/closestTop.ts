import type { CollisionDetection } from '@dnd-kit/core';

/**
 * The step whose upper edge is nearest to that of the dragged one. Centres and corners mislead where
 * one of the two shows its settings and is much taller than the other.
 */
export const closestTop: CollisionDetection = ({
  collisionRect,
  droppableRects,
  droppableContainers,
}) =>
  droppableContainers
    .flatMap((droppableContainer) => {
      const rect = droppableRects.get(droppableContainer.id);
      const value = rect && Math.abs(rect.top - collisionRect.top);
      return value === undefined
        ? []
        : [{ id: droppableContainer.id, data: { droppableContainer, value } }];
    })
    .sort((some, others) => some.data.value - others.data.value);
