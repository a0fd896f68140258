import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { IconAlertCircle, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftGraph, GraphFindings, Stage } from '@/client';
import { plural } from '@/shared/format/number';
import { ProblemList } from '../panels/ProblemList';
import { Warnings } from '../panels/Warnings';
import { LeftStages } from './LeftStages';

/** Characters that the API takes. */
const LONGEST_NOTE = 10_000;

interface Props {
  name: string;
  graph: DraftGraph;
  findings: GraphFindings | undefined;
  nodeNames: ReadonlyMap<string, string>;
  /** Where people stand. */
  stages: readonly Stage[];
  isPending: boolean;
  onPublish: (notes: string) => void;
  onClose: () => void;
}

/** The last look before a version is made: what is wrong or doubtful, whom it leaves behind, and why. */
export function PublishDialog({ findings, nodeNames, ...props }: Props) {
  const [notes, setNotes] = useState('');
  const { errors = [], warnings = [] } = findings ?? {};
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`Publish ${props.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onPublish(notes);
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
          <LeftStages graph={props.graph} stages={props.stages} />
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
    </Modal>
  );
}
