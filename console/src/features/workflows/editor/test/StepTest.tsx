import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPin, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type GraphNode, getStepOutput } from '@/client';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { JsonView } from '@/shared/json/JsonView';
import { messageOf } from '@/shared/json/messageOf';
import { useMay } from '@/shared/session/useMay';
import { OutputView } from '../../run/OutputView';
import { outputReference } from '../../run/outputReference';
import { StepSign } from '../../run/StepSign';
import { changeNode } from '../model/edits';
import type { Ways } from '../model/ways';
import { RunSelect } from '../run/RunSelect';
import type { DirectRun } from '../run/useDirectRun';
import type { EditorDocument } from '../useEditorDocument';
import { PinEditor } from './PinEditor';
import { branchIn, type Pin, pinOf, withPin } from './pins';
import { useTestRuns } from './useTestRuns';

interface Props {
  flowId: string;
  node: GraphNode;
  ways: Ways;
  editor: EditorDocument;
  direct: DirectRun;
  mayEdit: boolean;
}

const isThere = (value: unknown) => value !== null && value !== undefined;

/** What went into a step and came out of it, the step run alone, and what is pinned of it. */
export function StepTest({ flowId, node, ways, editor, direct, mayEdit }: Props) {
  const mayRun = useMay('operator');
  const [picked, setPicked] = useState<{ runId: string; watching: string | null }>();
  const runs = useTestRuns(flowId);
  const base = runs.find(({ id }) => id === picked?.runId) ?? runs[0] ?? null;
  const watched = useStep(direct.watched, node.id);
  const earlier = useStep(base?.id ?? null, node.id);
  // The last test, also of this step alone, is shown until somebody picks a run.
  const step = picked?.watching === direct.watched ? earlier : (watched ?? earlier);
  const pin = pinOf(node);
  const branches = ways
    .of(node.id)
    .flatMap(({ branch, kind }) => (branch === null || kind === 'closed' ? [] : [branch]));
  // To pin and to unpin are steps of their own; typing into what is pinned is one.
  const keep = (next: Pin | null, about?: string) =>
    editor.change(
      (document) => ({
        ...document,
        graph: changeNode(document.graph, node.id, (known) => withPin(known, next)),
      }),
      about,
    );
  const { mutate: pinOutput, isPending: isPinning } = useMutation({
    mutationFn: wholeOutput,
    onSuccess: (output) => keep({ output, branch: branchIn(output, branches) }),
  });
  return (
    <Stack gap="xs" component="section" aria-label="Test">
      <Text size="xs" fw={600}>
        Test
      </Text>
      <RunSelect
        size="xs"
        flowId={flowId}
        label="With the data of"
        clearable={false}
        value={base?.id ?? null}
        onPick={(run) => run && setPicked({ runId: run.id, watching: direct.watched })}
      />
      {step && (
        <>
          <Group gap={6}>
            <StepSign status={step.status} />
            <Text size="xs">{step.status}</Text>
          </Group>
          {isThere(step.error) && (
            <Alert color="red" p="xs">
              <Text size="xs">{messageOf(step.error)}</Text>
            </Alert>
          )}
          {(['input', 'output'] as const).map(
            (part) =>
              isThere(step[part]) && (
                <div key={part}>
                  <Text size="xs" c="dimmed" mb={4}>
                    {part === 'input' ? 'Input' : 'Output'}
                  </Text>
                  <OutputView label={part === 'input' ? 'Input' : 'Output'} value={step[part]} />
                </div>
              ),
          )}
        </>
      )}
      {!step && (
        <Text size="xs" c="dimmed">
          {base ? 'That run did not come to this step.' : 'It has not run by itself yet.'}
        </Text>
      )}
      <Group gap="xs">
        {mayRun && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlayerPlay size={13} />}
            loading={direct.isBusy}
            onClick={() => direct.onlyStep(node.id, base)}
          >
            Run only this step
          </Button>
        )}
        {mayEdit && !pin && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPin size={13} />}
            loading={isPinning}
            onClick={() => pinOutput(step?.output)}
          >
            Pin {step && isThere(step.output) ? 'this output' : 'an output'}
          </Button>
        )}
      </Group>
      {pin &&
        (mayEdit ? (
          <PinEditor
            pin={pin}
            branches={branches}
            onChange={(next) => keep(next, next ? `pin ${node.id}` : undefined)}
          />
        ) : (
          <JsonView label="Pinned output" value={pin.output} />
        ))}
    </Stack>
  );
}

/** An output itself where a run only refers to it; an empty one where there is none. */
async function wholeOutput(output: unknown): Promise<unknown> {
  const reference = outputReference(output);
  if (!reference) {
    return output ?? {};
  }
  const { runId: id, stepIndex } = reference;
  const { data } = await getStepOutput({ path: { id, stepIndex }, throwOnError: true });
  return data;
}

/** How a step went in a run; null where the run did not come to it. */
function useStep(runId: string | null, nodeId: string) {
  const { data } = useQuery({
    ...getRunOptions({ path: { id: runId ?? '' } }),
    enabled: runId !== null,
  });
  return data?.steps?.filter((step) => step.nodeId === nodeId).at(-1) ?? null;
}
