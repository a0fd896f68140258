import { DndContext, type DragEndEvent, DragOverlay } from '@dnd-kit/core';
import { IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import type { EntityView, Stage } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { useMay } from '@/shared/session/useMay';
import { type BoardFilter, boardColumns } from './boardColumns';
import {
  announcementsFor,
  columnUnder,
  entityOf,
  INSTRUCTIONS,
  useBoardSensors,
} from './boardDrag';
import classes from './JourneyBoard.module.css';
import { JourneyCard } from './JourneyCard';
import { JourneyColumn } from './JourneyColumn';
import { useBoardMoves } from './useBoardMoves';
import { choicesOf, stageName, useStages } from './useStages';

interface Props {
  flowId: string | undefined;
  filter: BoardFilter;
}

/** The spine of a flow: a column a stage, with who stands in it, and those who have ended. */
export function JourneyBoard({ flowId, filter }: Props) {
  const spine = useStages(flowId).query;
  if (!flowId) {
    return (
      <EmptyState icon={IconRoute} title="Which flow?">
        Choose a flow above: the board shows its stages and who stands in them.
      </EmptyState>
    );
  }
  if (spine.isError) {
    return <ErrorState error={spine.error} onRetry={() => spine.refetch()} />;
  }
  if (spine.isPending) {
    return <Loading />;
  }
  return <Columns flowId={flowId} spine={spine.data.data} filter={filter} />;
}

interface ColumnsProps {
  flowId: string;
  spine: readonly Stage[];
  filter: BoardFilter;
}

/** The columns, between which cards are dragged by those who may move people. */
function Columns({ flowId, spine, filter }: ColumnsProps) {
  const mayMove = useMay('operator');
  const sensors = useBoardSensors();
  const [dragged, setDragged] = useState<EntityView>();
  const stages = choicesOf(spine);
  const nameOf = (uxNodeId: string | null | undefined) => stageName(stages, uxNodeId);
  const { moving, move } = useBoardMoves(flowId, nameOf);
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const entity = entityOf(active.data.current);
    const to = over && String(over.id);
    if (entity && to && to !== entity.currentNodeId) {
      move({ entity, to });
    }
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={columnUnder}
      accessibility={{
        announcements: announcementsFor(nameOf),
        screenReaderInstructions: INSTRUCTIONS,
      }}
      onDragStart={({ active }) => setDragged(entityOf(active.data.current))}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={drop}
    >
      <div className={classes.board}>
        {boardColumns(spine, filter).map((column) => (
          <JourneyColumn
            key={column.ended ?? `stage ${column.query.uxNodeId}`}
            flowId={flowId}
            column={column}
            nameOf={nameOf}
            moving={moving}
            mayMove={mayMove}
          />
        ))}
      </div>
      {/* What the pointer lets go of is the overlay, so that the link below is not followed. */}
      <DragOverlay dropAnimation={null}>
        {dragged && <JourneyCard entity={dragged} tabIndex={-1} aria-hidden />}
      </DragOverlay>
    </DndContext>
  );
}
