import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  activateTemplate,
  completeTemplate,
  deleteTemplate,
  pauseTemplate,
  type TemplateView,
} from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { TEMPLATES } from '../templatePath';
import { ACT_SIGNS } from './actSigns';
import { consequence, type TemplateAct } from './templateActs';
import { useLiveCounts } from './useLiveCounts';

async function carryOut(act: TemplateAct, id: string): Promise<void> {
  const request = { path: { id }, throwOnError: true } as const;
  switch (act) {
    case 'activate':
      await activateTemplate(request);
      return;
    case 'pause':
      await pauseTemplate(request);
      return;
    case 'complete':
      await completeTemplate(request);
      return;
    case 'delete':
      await deleteTemplate(request);
      return;
  }
}

const DONE: Record<TemplateAct, string> = {
  activate: 'is active',
  pause: 'is paused',
  complete: 'is completed',
  delete: 'is deleted',
};

interface Props {
  template: TemplateView;
  act: TemplateAct;
  onClose: () => void;
}

/** Says what an act on a template does to whom, and does it or says why it was refused. */
export function TemplateActDialog({ template, act, onClose }: Props) {
  const { id, name, status } = template;
  const { label } = ACT_SIGNS[act];
  const live = useLiveCounts(id);
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => carryOut(act, id),
    onSuccess: () => {
      notifyDone(`${name} ${DONE[act]}.`);
      if (act === 'delete') {
        navigate(TEMPLATES);
        void refresh('listTemplates', 'listRuns');
      } else {
        void refresh(`getTemplate:${id}`, 'listTemplates', 'listEnrollments', 'listRuns');
      }
      onClose();
    },
    meta: { showsItsFailure: true },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${label} ${name}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {live ? <Text size="sm">{consequence(act, status, live)}</Text> : <Skeleton height={40} />}
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
            color={act === 'delete' || act === 'complete' ? 'red' : undefined}
            disabled={!live}
            loading={isPending}
            onClick={() => mutate()}
          >
            {label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
