import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { DraftGraph, FlowProposal } from '@/client';
import { AgentApprovals } from '@/features/agents/run/AgentApprovals';
import { ModelFields } from '@/features/agents/start/ModelFields';
import { isWhole, USUAL } from '@/features/agents/start/modelChoice';
import { runPath } from '@/features/workflows/runs/runPath';
import { faultWithin } from '@/shared/api/ApiError';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatDollars } from '@/shared/format/number';
import { diff } from '../model/diff';
import { ChangeList } from '../save/ChangeList';
import { keepingPins } from '../test/pins';
import type { EditorDocument } from '../useEditorDocument';
import { isDrafting, type ProposalAsked } from './useProposal';

interface Props {
  editor: EditorDocument;
  /** Goes on while the dialog is closed. */
  asked: ProposalAsked;
  onTaken: () => void;
  onClose: () => void;
}

/** Has a model draft the flow from what somebody wants; nothing changes until it is taken. */
export function DraftDialog({ editor, asked, onTaken, onClose }: Props) {
  const { proposal } = asked;
  const take = (graph: DraftGraph) => {
    editor.change((document) => ({ ...document, graph: keepingPins(document.graph, graph) }));
    onTaken();
    leave();
  };
  const leave = () => {
    asked.reset();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Describe what you want"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {asked.runId === null ? (
        <Wish isPending={asked.isPending} error={asked.error} onAsk={asked.ask} onClose={onClose} />
      ) : asked.failure ? (
        <ErrorState error={asked.failure} onRetry={asked.again} />
      ) : proposal === undefined || isDrafting(proposal) ? (
        <Drafting runId={asked.runId} proposal={proposal} onClose={onClose} />
      ) : (
        <Outcome
          proposal={proposal}
          graph={editor.document.graph}
          onTake={take}
          onAnew={asked.reset}
          onLeave={leave}
        />
      )}
    </Modal>
  );
}

interface WishProps {
  isPending: boolean;
  error: unknown;
  onAsk: ProposalAsked['ask'];
  onClose: () => void;
}

function Wish({ isPending, error, onAsk, onClose }: WishProps) {
  const [description, setDescription] = useState('');
  const [model, setModel] = useState(USUAL);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk({ description, model });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Textarea
          label="What the flow is to do"
          description="A model drafts it, or changes the draft that there is. You see every change before you take it."
          placeholder="Welcome who signs up, wait three days, and ask a person to call those who did not answer."
          autosize
          minRows={4}
          maxRows={14}
          value={description}
          error={faultWithin(error, '/description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
          data-autofocus
        />
        <ModelFields value={model} onChange={setModel} error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={description.trim() === '' || !isWhole(model)}
          >
            Draft it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface DraftingProps {
  runId: string;
  proposal: FlowProposal | undefined;
  onClose: () => void;
}

function Drafting({ runId, proposal, onClose }: DraftingProps) {
  const count = proposal?.errors.length ?? 0;
  return (
    <Stack>
      <Loading />
      <Text size="sm" ta="center" role="status">
        {proposal?.graph
          ? count > 0
            ? `The model mends ${count === 1 ? 'a fault' : `${count} faults`} in its draft.`
            : 'The model looks over its draft.'
          : 'The model drafts the flow.'}
      </Text>
      <AgentApprovals run={{ id: runId, completedAt: null }} />
      <Group justify="flex-end">
        <Button variant="subtle" component={Link} to={runPath(runId)}>
          Open the run
        </Button>
        <Button variant="default" onClick={onClose}>
          Hide
        </Button>
      </Group>
    </Stack>
  );
}

interface OutcomeProps {
  proposal: FlowProposal;
  graph: DraftGraph;
  onTake: (graph: DraftGraph) => void;
  onAnew: () => void;
  onLeave: () => void;
}

function Outcome({ proposal, graph, onTake, onAnew, onLeave }: OutcomeProps) {
  const proposed = proposal.graph as DraftGraph | null;
  const troubles = [
    ...(proposal.failure ? [proposal.failure] : []),
    ...proposal.errors.map(({ message }) => message),
  ];
  return (
    <Stack>
      {troubles.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />}>
          {troubles.map((trouble) => (
            <Text key={trouble} size="sm">
              {trouble}
            </Text>
          ))}
        </Alert>
      )}
      {proposed && <ChangeList changes={diff(graph, proposed)} />}
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="gray"
          component={Link}
          to={runPath(proposal.runId)}
          title="The run that has drafted it"
        >
          Cost {formatDollars(proposal.costUsd)}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
          <Button variant="default" onClick={onAnew}>
            Ask again
          </Button>
          {proposed && (
            <Button onClick={() => onTake(proposed)} data-autofocus>
              {proposal.valid ? 'Take it into the draft' : 'Take it as it is'}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  );
}
