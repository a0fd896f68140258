import {
  Autocomplete,
  Button,
  Group,
  JsonInput,
  MultiSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type JsonObject, startAgent } from '@/client';
import { RunStarted } from '@/features/batches/RunStarted';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { MODELS } from '@/shared/models';

/** The offline stand-in, which says what its script tells it to. */
const SCRIPTED = 'scripted';

const USUAL = 'claude-opus-5-5';

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

const EXAMPLE = JSON.stringify({ turns: [{ text: 'Done.' }] }, null, 2);

/** The script as an object; undefined for what is not one. */
function scriptOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Starts an agent on a task. */
export function AgentForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [task, setTask] = useState('');
  const [agentType, setAgentType] = useState('');
  const [model, setModel] = useState(USUAL);
  const [script, setScript] = useState(EXAMPLE);
  const [tools, setTools] = useState<string[]>(TOOLS);
  const [budget, setBudget] = useState<number | string>('');
  const isScripted = model.trim() === SCRIPTED;
  const parsed = scriptOf(script);
  const { mutate, isPending, error, data } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: async () =>
      (
        await startAgent({
          body: {
            task,
            agentType: agentType.trim() || null,
            model: model.trim(),
            tools,
            budgetUsd: typeof budget === 'number' ? budget : null,
            ...(isScripted && parsed && { script: parsed }),
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
        <Autocomplete
          label="Model"
          data={[...MODELS, SCRIPTED]}
          value={model}
          error={faultWithin(error, '/model')}
          onChange={setModel}
        />
        {isScripted && (
          <JsonInput
            label="Script"
            description="What the model says, an entry for each turn."
            autosize
            minRows={4}
            maxRows={14}
            value={script}
            error={parsed ? faultWithin(error, '/script') : 'Must be a JSON object.'}
            onChange={setScript}
          />
        )}
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
          min={0}
          decimalScale={2}
          value={budget}
          error={faultWithin(error, '/budgetUsd')}
          onChange={setBudget}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={isScripted && !parsed}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
