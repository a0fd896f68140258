import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { StageResults } from '@/client';
import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { BECAME, type Became, type StageCohort, stageList } from './stageList';

interface Props {
  stage: StageResults;
  cohort: StageCohort;
  became: Became;
}

/** How many of those who came to a stage became something, with the way to who they are. */
export function StageFigure({ stage, cohort, became }: Props) {
  const { label, of } = BECAME[became];
  const count = formatCount(of(stage));
  return (
    <Anchor
      component={Link}
      to={stageList(cohort, became)}
      c="inherit"
      fz="inherit"
      aria-label={`${stage.label ?? humanize(stage.uxNodeId)}, ${label}: ${count}`}
    >
      {count}
    </Anchor>
  );
}
