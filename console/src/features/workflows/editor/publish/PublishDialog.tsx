import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { IconAlertCircle, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftGraph, FlowKind, GraphFindings, PublishRequest, Stage } from '@/client';
import { plural } from '@/shared/format/number';
import { ManyProgress } from '../../bulk/many/ManyProgress';
import { ProblemList } from '../panels/ProblemList';
import { Warnings } from '../panels/Warnings';
import { LeftStages } from './LeftStages';
import { type Destinations, leftRequest, leftStages } from './leftStages';

/** Characters that the API takes. */
const LONGEST_NOTE = 10_000;

interface Props {
  name: string;
  kind: FlowKind;
  graph: DraftGraph;
  findings: GraphFindings | undefined;
  nodeNames: ReadonlyMap<string, string>;
  /** Where people stand. */
  stages: readonly Stage[];
  isPending: boolean;
  /** The operation that takes people to the new version, once that is published. */
  movedBy: string | null | undefined;
  onPublish: (request: PublishRequest) => void;
  onClose: () => void;
}

/** The last look before a version is made: what is wrong or doubtful, whom it leaves behind, and why. */
export function PublishDialog({ kind, graph, stages, findings, nodeNames, ...props }: Props) {
  const [notes, setNotes] = useState('');
  const [destinations, setDestinations] = useState<Destinations>({});
  const left = leftStages(graph, stages);
  const { errors = [], warnings = [] } = findings ?? {};
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`Publish ${props.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.movedBy ? (
        <ManyProgress
          id={props.movedBy}
          on="journeys"
          label="Moving people to the new version"
          onClose={props.onClose}
        />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            props.onPublish({
              notes: notes.trim() || null,
              ...(kind === 'bmc' && leftRequest(left, destinations)),
            });
          }}
        >
          <Stack>
            {errors.length > 0 && (
              <Alert
                color="red"
                icon={<IconAlertCircle size={18} />}
                title={`Mend ${plural(errors.length, 'error')} first`}
              >
                <ProblemList problems={errors} nodeNames={nodeNames} />
              </Alert>
            )}
            <Warnings warnings={warnings} nodeNames={nodeNames} />
            <LeftStages
              graph={graph}
              left={left}
              destinations={destinations}
              onChange={setDestinations}
            />
            <Textarea
              label="What changed, and why"
              description="Kept with the version, for whoever looks at it later."
              maxLength={LONGEST_NOTE}
              autosize
              minRows={2}
              maxRows={8}
              data-autofocus
              value={notes}
              onChange={(event) => setNotes(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={props.onClose}>
                Not yet
              </Button>
              <Button
                type="submit"
                leftSection={<IconUpload size={14} />}
                disabled={errors.length > 0}
                loading={props.isPending}
              >
                Publish it
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
