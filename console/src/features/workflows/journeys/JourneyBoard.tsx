import { IconRoute } from '@tabler/icons-react';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import classes from './JourneyBoard.module.css';
import { JourneyColumn, type JourneyQuery } from './JourneyColumn';
import { useStages } from './useStages';

interface Props {
  flowId: string | undefined;
  /** The one stage that is asked for; all without. */
  uxNodeId: string | undefined;
  query: JourneyQuery;
}

/** The spine of a flow: a column a stage, with who stands in it. */
export function JourneyBoard({ flowId, uxNodeId, query }: Props) {
  const spine = useStages(flowId);
  if (!flowId) {
    return (
      <EmptyState icon={IconRoute} title="Which flow?">
        Choose a flow above: the board shows its stages and who stands in them.
      </EmptyState>
    );
  }
  if (spine.query.isError) {
    return <ErrorState error={spine.query.error} onRetry={() => spine.query.refetch()} />;
  }
  if (spine.query.isPending) {
    return <Loading />;
  }
  return (
    <div className={classes.board}>
      {spine.stages
        .filter(({ value }) => !uxNodeId || value === uxNodeId)
        .map((stage) => (
          <JourneyColumn key={stage.value} flowId={flowId} stage={stage} query={query} />
        ))}
    </div>
  );
}
