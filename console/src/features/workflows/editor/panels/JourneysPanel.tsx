import { Anchor, CloseButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatCount, plural } from '@/shared/format/number';
import { SearchField } from '@/shared/list/SearchField';
import { BulkProgress } from '../../bulk/BulkProgress';
import { useBulkInProgress } from '../../bulk/useBulkOperation';
import { EntityList } from '../../entities/EntityList';
import classes from '../../entities/EntityList.module.css';
import { JOURNEYS } from '../../journeys/journeyPath';

/** The stage that is selected on the canvas. */
export interface SelectedStage {
  id: string;
  label: string;
}

interface Props {
  flowId: string;
  stage: SelectedStage | undefined;
  onEveryStage: () => void;
}

/** Who is on the flow, beside its canvas: those of the stage that is selected there, else all. */
export function JourneysPanel({ flowId, stage, onEveryStage }: Props) {
  const [q, setSearch] = useState('');
  const filter = q || stage ? { ...(q && { q }), ...(stage && { uxNodeId: stage.id }) } : undefined;
  const bulk = useBulkInProgress({ flowId });
  const address = new URLSearchParams({ view: 'board', flowId });
  return (
    <section className={classes.list} aria-label="Journeys of the flow">
      <div className={classes.head}>
        <SearchField label="Search journeys" w="100%" value={q} onChange={setSearch} />
        <Group justify="space-between" gap={4} wrap="nowrap">
          {stage ? (
            <Group gap={2} wrap="nowrap" miw={0}>
              <Text size="xs" truncate>
                In {stage.label}
              </Text>
              <CloseButton size="xs" aria-label="Show every stage" onClick={onEveryStage} />
            </Group>
          ) : (
            <Text size="xs" c="dimmed">
              Select a stage to see who is in it.
            </Text>
          )}
          <Anchor component={Link} to={`${JOURNEYS}?${address}`} size="xs">
            Board
          </Anchor>
        </Group>
      </div>
      {bulk && (
        <div className={classes.head}>
          <BulkProgress bulk={bulk} label="Seeding in progress">
            {formatCount(bulk.processed)} of {plural(bulk.total, 'journey')} started
          </BulkProgress>
        </div>
      )}
      <EntityList flowId={flowId} filter={filter} />
    </section>
  );
}
