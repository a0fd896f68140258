import { Button, Group, MultiSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { startAgent } from '@/client';
import { RunStarted } from '@/features/batches/RunStarted';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { ModelFields } from './ModelFields';
import { isWhole, requested, USUAL } from './modelChoice';

const TOOLS = [
  'decide',
  'ask.person',
  'contacts.search',
  'contact.read',
  'contact.update',
  'http.fetch',
  'web.search',
  'flow.start',
  'mail.send',
];

/** Starts an agent on a task. */
export function AgentForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [task, setTask] = useState('');
  const [agentType, setAgentType] = useState('');
  const [model, setModel] = useState(USUAL);
  const [tools, setTools] = useState<string[]>(TOOLS);
  const [budget, setBudget] = useState<number | string>('');
  const { mutate, isPending, error, data } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: async () =>
      (
        await startAgent({
          body: {
            task,
            agentType: agentType.trim() || null,
            ...requested(model),
            tools,
            budgetUsd: typeof budget === 'number' ? budget : null,
          },
          throwOnError: true,
        })
      ).data,
    onSuccess: () => refresh('listRuns', 'listSessions'),
  });
  if (data) {
    return (
      <RunStarted runId={data.runId} onClose={onClose}>
        The agent works on its task. It asks before it does anything that others see.
      </RunStarted>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Textarea
          label="Task"
          autosize
          minRows={3}
          maxRows={12}
          value={task}
          error={faultWithin(error, '/task')}
          onChange={(event) => setTask(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Agent type"
          description="A word of your own, by which runs are compared."
          value={agentType}
          error={faultWithin(error, '/agentType')}
          onChange={(event) => setAgentType(event.currentTarget.value)}
        />
        <ModelFields value={model} onChange={setModel} error={error} />
        <MultiSelect
          label="Tools"
          description="What the agent may use."
          data={TOOLS}
          value={tools}
          error={faultWithin(error, '/tools')}
          onChange={setTools}
        />
        <NumberInput
          label="Budget in US dollars"
          description="The most that the run may cost; empty for no limit of its own."
          min={0.01}
          decimalScale={2}
          value={budget}
          error={faultWithin(error, '/budgetUsd')}
          onChange={setBudget}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={!isWhole(model)}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
