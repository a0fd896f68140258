import { Alert, Button, CopyButton, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconPlayerPlayFilled, IconTerminal2 } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { JsonObject } from '@/client';
import { ApiError } from '@/shared/api/ApiError';
import { faultWords } from '@/shared/api/faultWords';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import { ConnectionChoices } from './ConnectionChoices';
import { SubjectChoice } from './SubjectChoice';
import { asCurl, type RunPlan, type RunSubject, requestOf } from './startRun';
import type { DirectRun } from './useDirectRun';

interface Props {
  flowId: string;
  plan: RunPlan;
  input: JsonObject;
  subject: RunSubject;
  nodeNames: ReadonlyMap<string, string>;
  direct: DirectRun;
}

/** Whom a run is for, its input by the form made from its schema, the connections that it lacks. */
export function RunInput({ flowId, plan, input: begun, subject: earlier, ...props }: Props) {
  const { nodeNames, direct } = props;
  const [subject, setSubject] = useState(earlier);
  const [input, setInput] = useState(begun);
  const [connections, setConnections] = useState<Record<string, string>>({});
  const isValid = useRef<() => boolean>(() => true);
  const choice = { input, connections, subject };
  const { failure } = direct;
  const faults = (failure instanceof ApiError && failure.problem.errors) || [];
  const hasFields = Object.keys((plan.inputSchema?.properties as JsonObject) ?? {}).length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid.current()) {
          direct.execute(plan, choice);
        }
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {plan.version === 'draft'
            ? 'The draft is tried as it is saved now.'
            : 'The newest version runs; the draft is the same.'}
        </Text>
        {plan.contact !== 'none' && (
          <SubjectChoice
            subject={subject}
            required={plan.contact === 'needed'}
            onChange={setSubject}
          />
        )}
        <ConnectionChoices
          required={plan.connections}
          nodeNames={nodeNames}
          chosen={connections}
          onChange={setConnections}
        />
        {hasFields && plan.inputSchema && (
          <SchemaForm
            schema={plan.inputSchema}
            value={input}
            onChange={setInput}
            onReady={(check) => {
              isValid.current = check;
            }}
          />
        )}
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
            leftSection={<IconPlayerPlayFilled size={14} />}
          >
            Execute
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
