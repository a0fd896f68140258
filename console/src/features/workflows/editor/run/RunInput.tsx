import { Alert, Button, CopyButton, Group, List, Stack, Switch, Text } from '@mantine/core';
import { IconAlertCircle, IconPlayerPlayFilled, IconTerminal2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { JsonObject, RunView } from '@/client';
import { ApiError } from '@/shared/api/ApiError';
import { faultWords } from '@/shared/api/faultWords';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import { ActingSteps } from './ActingSteps';
import { ConnectionChoices } from './ConnectionChoices';
import { RunSelect } from './RunSelect';
import { SubjectChoice } from './SubjectChoice';
import { asCurl, type RunChoice, type RunPlan, requestOf, subjectOf } from './startRun';
import type { DirectRun } from './useDirectRun';

interface Props {
  flowId: string;
  plan: RunPlan;
  /** What is chosen before anybody has chosen. */
  begun: RunChoice;
  nodeNames: ReadonlyMap<string, string>;
  direct: DirectRun;
}

/** Whom a run is for, its input by the form made from its schema, the connections that it lacks. */
export function RunInput({ flowId, plan, begun, nodeNames, direct }: Props) {
  const [choice, setChoice] = useState(begun);
  const [pickedRun, setPickedRun] = useState(begun.from);
  const choose = (change: Partial<RunChoice>) => setChoice((known) => ({ ...known, ...change }));
  const isValid = useRef<() => boolean>(() => true);
  const { failure } = direct;
  const faults = (failure instanceof ApiError && failure.problem.errors) || [];
  const takeFrom = useMutation({
    mutationFn: async (run: RunView | null): Promise<Partial<RunChoice>> => ({
      input: (run?.input as JsonObject | null) ?? plan.defaults,
      from: plan.only === null ? null : (run?.id ?? null),
      ...(run && plan.contact !== 'none' && { subject: await subjectOf(run) }),
    }),
  });
  const pick = (run: RunView | null) =>
    // Of several that are picked quickly only the last one is told of here.
    takeFrom.mutate(run, {
      onSuccess: (taken) => {
        setPickedRun(run?.id ?? null);
        choose(taken);
      },
    });
  const picked = takeFrom.isPending ? (takeFrom.variables?.id ?? null) : pickedRun;
  const hasFields = Object.keys((plan.inputSchema?.properties as JsonObject) ?? {}).length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // A form is also sent by the Enter key.
        if (!takeFrom.isPending && isValid.current()) {
          direct.execute(plan, choice);
        }
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {requestOf(plan, choice).version === 'draft'
            ? 'The draft is tried as it is saved now.'
            : 'The newest version runs; the draft is the same.'}
        </Text>
        <RunSelect
          flowId={flowId}
          label="Input from"
          description={
            plan.only === null
              ? 'Takes over what an earlier run began with.'
              : 'The step sees what the steps before it gave in that run.'
          }
          value={picked}
          onPick={pick}
        />
        {plan.contact !== 'none' && (
          <SubjectChoice
            subject={choice.subject}
            required={plan.contact === 'needed'}
            onChange={(subject) => choose({ subject })}
          />
        )}
        <ConnectionChoices
          required={plan.connections}
          nodeNames={nodeNames}
          chosen={choice.connections}
          onChange={(connections) => choose({ connections })}
        />
        {hasFields && plan.inputSchema && (
          <SchemaForm
            schema={plan.inputSchema}
            key={pickedRun}
            value={choice.input}
            onChange={(input) => choose({ input })}
            onReady={(check) => {
              isValid.current = check;
            }}
          />
        )}
        {plan.pinned.length > 0 && (
          <Switch
            label="Give pinned outputs"
            description={`Not carried out: ${plan.pinned.map(({ label }) => label).join(', ')}.`}
            checked={choice.usesPins}
            onChange={(event) => choose({ usesPins: event.currentTarget.checked })}
          />
        )}
        <ActingSteps plan={plan} usesPins={choice.usesPins} />
        {failure && (
          <Alert color="red" icon={<IconAlertCircle size={18} />} title="It cannot run yet">
            {faults.length === 0 ? (
              failure.message
            ) : (
              <List size="sm">
                {faults.map((fault) => (
                  <List.Item key={`${fault.pointer} ${fault.message}`}>
                    {faultWords(fault, { at: '/input', schema: plan.inputSchema })}
                  </List.Item>
                ))}
              </List>
            )}
          </Alert>
        )}
        <Group justify="space-between">
          <CopyButton value={asCurl(flowId, requestOf(plan, choice))}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTerminal2 size={15} />}
                onClick={copy}
              >
                {copied ? 'Copied' : 'Copy as curl'}
              </Button>
            )}
          </CopyButton>
          <Button
            type="submit"
            loading={direct.isBusy}
            disabled={takeFrom.isPending}
            leftSection={<IconPlayerPlayFilled size={14} />}
          >
            Execute
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
