import { IconRoute } from '@tabler/icons-react';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { type BoardFilter, boardColumns } from './boardColumns';
import classes from './JourneyBoard.module.css';
import { JourneyColumn } from './JourneyColumn';
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
  const stages = choicesOf(spine.data.data);
  return (
    <div className={classes.board}>
      {boardColumns(spine.data.data, filter).map((column) => (
        <JourneyColumn
          key={column.ended ?? `stage ${column.query.uxNodeId}`}
          flowId={flowId}
          column={column}
          nameOf={(uxNodeId) => stageName(stages, uxNodeId)}
        />
      ))}
    </div>
  );
}
