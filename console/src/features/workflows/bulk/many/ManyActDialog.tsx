import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { actOnMany, type BulkActRequest } from '@/client';
import { plural } from '@/shared/format/number';
import type { ChosenMany } from '@/shared/list/choice/selection';
import type { ManyActType } from './ManyActType';
import { ManyProgress } from './ManyProgress';
import { leftOutWords, NOUNS } from './manyWords';
import { useManyActForecast } from './useManyActForecast';

interface Props {
  act: ManyActType;
  /** An object that stays the same while it says the same. */
  chosen: ChosenMany<Record<string, unknown>>;
  count: number;
  /** The flow that all of them are on; of journeys only. */
  flowId: string | undefined;
  onClose: (hasBegun: boolean) => void;
}

/** Asks for what an act on many needs, says what it would take, does it, and shows how far it is. */
export function ManyActDialog({ act, chosen, count, flowId, onClose }: Props) {
  const { kind, on, label, explains, harms, useForm } = act;
  const { fields, settings } = useForm(flowId);
  const request: BulkActRequest | null = useMemo(
    () => settings && { kind, on, ...settings, ...chosen },
    [kind, on, settings, chosen],
  );
  const { forecast, error, isSettled } = useManyActForecast(request);
  const begin = useMutation({
    mutationFn: async (body: BulkActRequest) =>
      (await actOnMany({ body, throwOnError: true })).data,
    meta: { showsItsFailure: true },
  });
  const close = () => onClose(begin.isSuccess);
  const refused = begin.error ?? error;
  const noun = NOUNS[on];
  return (
    <Modal
      opened
      onClose={close}
      title={`${label} ${plural(count, noun)}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {begin.data?.bulkOperationId ? (
        <ManyProgress id={begin.data.bulkOperationId} on={on} label={label} onClose={close} />
      ) : (
        <Stack>
          <Text size="sm">{explains}</Text>
          {fields}
          {refused && (
            <Alert color="red" title="That was refused" role="alert">
              {refused.message}
            </Alert>
          )}
          {forecast && !refused && (
            <Text size="sm" role="status">
              {forecast.accepted === 0
                ? `There is nothing to do for ${count === 1 ? `this ${noun}` : `these ${noun}s`}.`
                : `It will be done to ${plural(forecast.accepted, noun)}.`}{' '}
              {leftOutWords(forecast.skippedByReason)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button
              color={harms ? 'red' : undefined}
              disabled={!request || !isSettled || forecast?.accepted === 0}
              loading={begin.isPending}
              onClick={() => request && begin.mutate(request)}
            >
              {forecast && request ? `${label} ${plural(forecast.accepted, noun)}` : label}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
