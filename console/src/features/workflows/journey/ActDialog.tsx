import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { stageName, useStages } from '../journeys/useStages';
import type { ActForm, ActStart, JourneyActType } from './acts/JourneyActType';
import { JOURNEY_ACTS, type JourneyAct } from './journeyActs';

interface Props {
  entity: EntityView;
  act: JourneyAct;
  /** What is chosen already. */
  start?: ActStart;
  onClose: () => void;
}

/** Asks for what an act needs, does it, and says what came of it or why it was refused. */
export function ActDialog({ entity, act, start = {}, onClose }: Props) {
  const { label, asks, explains, confirm, useForm }: JourneyActType = JOURNEY_ACTS[act];
  const refresh = useRefresh();
  const { stages } = useStages(entity.flowId);
  const { fields, ask, done } = useForm(entity, start, stageName(stages, entity.currentNodeId));
  const { mutate, isPending, error } = useMutation({
    mutationFn: (asked: NonNullable<ActForm['ask']>) => asked(),
    onSuccess: () => {
      // Not how the journey stands: it may not have acted yet.
      notifyDone(`${contactName(entity.contact)} ${done}.`);
      refresh(
        `getEntity:${entity.id}`,
        `listJourneyEvents:${entity.id}`,
        'listEntities',
        'listFlowStages',
        'listRuns',
        'listTasks',
      );
      onClose();
    },
    meta: { showsItsFailure: true },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={asks?.(entity, start) ?? `${label} the journey of ${contactName(entity.contact)}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">{explains}</Text>
        {fields}
        {error && (
          <Alert color="red" title="That was refused" role="alert">
            {error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button
            color={act === 'cancel' ? 'red' : undefined}
            disabled={!ask}
            loading={isPending}
            onClick={() => ask && mutate(ask)}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
