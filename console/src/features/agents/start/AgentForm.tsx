import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { startAgent } from '@/client';
import { RunStarted } from '@/features/batches/RunStarted';
import { faultOf, faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { choicesOf } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';
import { BudgetField } from './BudgetField';
import { ModelFields } from './ModelFields';
import { isWhole, requested, USUAL } from './modelChoice';
import { type AgentRunner, RUNNERS } from './runners';
import { ToolsField } from './ToolsField';
import { offered, toolGroups, USUAL_TOOLS } from './toolChoice';
import { useToolServers } from './useToolServers';
import { WorkspaceFields } from './WorkspaceFields';
import { isWholeWorkspace, NO_WORKSPACE, requestedWorkspace } from './workspaceChoice';

/** Starts an agent on a task. */
export function AgentForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [task, setTask] = useState('');
  const [agentType, setAgentType] = useState('');
  const [model, setModel] = useState(USUAL);
  const [runner, setRunner] = useState<AgentRunner>('sdk');
  const [workspace, setWorkspace] = useState(NO_WORKSPACE);
  const [tools, setTools] = useState<readonly string[]>(USUAL_TOOLS);
  const [budget, setBudget] = useState<number | string>('');
  const groups = toolGroups({
    runner,
    hasWorkspace: workspace.kind !== 'none',
    servers: useToolServers(),
  });
  const { mutate, isPending, error, data } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: async () =>
      (
        await startAgent({
          body: {
            task,
            agentType: agentType.trim() || null,
            ...requested(model),
            runner,
            workspace: requestedWorkspace(workspace),
            tools: offered(tools, groups),
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
        <Select
          label="Runner"
          description={RUNNERS[runner].explains}
          data={choicesOf(RUNNERS)}
          allowDeselect={false}
          value={runner}
          error={faultOf(error, '/runner')}
          onChange={(next) => setRunner((next ?? 'sdk') as AgentRunner)}
        />
        <WorkspaceFields value={workspace} onChange={setWorkspace} error={error} />
        <ToolsField value={tools} onChange={setTools} groups={groups} error={error} />
        <BudgetField value={budget} onChange={setBudget} agentType={agentType} error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={!isWhole(model) || !isWholeWorkspace(workspace)}
          >
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
