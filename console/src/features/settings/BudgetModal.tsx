import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Budget, type BudgetRequest, putBudget } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS, notifyDone } from '@/shared/feedback/notify';
import { choicesOf } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';
import { budgetName, EXHAUSTED, ID_LABELS, idOf, PERIODS, SCOPES } from './budgetWords';

interface Props {
  /** What is changed; a new one is set for `new`, and nothing is shown for null. */
  edited: Budget | 'new' | null;
  onClose: () => void;
}

/** Sets how much may be spent. */
export function BudgetModal({ edited, onClose }: Props) {
  const budget = edited === 'new' ? undefined : (edited ?? undefined);
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={budget ? `Budget of ${budgetName(budget)}` : 'New budget'}
    >
      {edited && <BudgetForm budget={budget} onClose={onClose} />}
    </Modal>
  );
}

function BudgetForm({ budget, onClose }: { budget?: Budget; onClose: () => void }) {
  const refresh = useRefresh();
  const [scope, setScope] = useState<Budget['scope']>(budget?.scope ?? 'tenant');
  const [id, setId] = useState(budget?.id ?? '');
  const [usd, setUsd] = useState<number | undefined>(budget?.usd);
  const [period, setPeriod] = useState<Budget['period']>(budget?.period ?? 'month');
  const [onExhausted, setOnExhausted] = useState<NonNullable<BudgetRequest['onExhausted']>>(
    budget?.onExhausted ?? 'ask',
  );
  const idLabel = ID_LABELS[scope];
  const { mutate, isPending, error } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: () =>
      putBudget({
        path: { scope, id: idOf(scope, id) },
        body: { usd, period, onExhausted },
        throwOnError: true,
      }),
    onSuccess: ({ data }) => {
      notifyDone(`The budget of ${budgetName(data)} holds from now on.`);
      refresh('listBudgets');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {!budget && (
          <Select
            label="Of"
            allowDeselect={false}
            data={choicesOf(SCOPES)}
            value={scope}
            onChange={(chosen) => setScope((chosen as Budget['scope'] | null) ?? 'tenant')}
          />
        )}
        {!budget && idLabel && (
          <TextInput
            label={idLabel}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            error={faultOf(error, '/id')}
          />
        )}
        <NumberInput
          label="US dollars"
          min={0}
          decimalScale={9}
          allowNegative={false}
          thousandSeparator=","
          value={usd ?? ''}
          onChange={(value) => setUsd(typeof value === 'number' ? value : undefined)}
          error={faultOf(error, '/usd')}
        />
        <Select
          label="For"
          allowDeselect={false}
          data={choicesOf(PERIODS)}
          value={period}
          onChange={(chosen) => setPeriod((chosen as Budget['period'] | null) ?? 'month')}
        />
        <Select
          label="When it is spent"
          allowDeselect={false}
          data={choicesOf(EXHAUSTED)}
          value={onExhausted}
          onChange={(chosen) =>
            setOnExhausted((chosen as NonNullable<BudgetRequest['onExhausted']> | null) ?? 'ask')
          }
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={usd === undefined || idOf(scope, id) === ''}
          >
            Set
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
