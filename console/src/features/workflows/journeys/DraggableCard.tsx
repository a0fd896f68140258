import { useDraggable } from '@dnd-kit/core';
import type { EntityView } from '@/client';
import { JourneyCard } from './JourneyCard';

/** Somebody who can be moved to another stage by dragging their card. */
export function DraggableCard({ entity }: { entity: EntityView }) {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: entity.id,
    data: { entity },
  });
  // It stays a link: what the library says of buttons is left out.
  return (
    <JourneyCard
      entity={entity}
      faded={isDragging}
      ref={setNodeRef}
      draggable={false}
      aria-describedby={attributes['aria-describedby']}
      {...listeners}
    />
  );
}
