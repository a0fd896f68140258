import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { deleteMailTemplate, type MailTemplateView } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { MAILS } from './mailPath';

/** Deletes saved mail, unless somebody uses it. */
export function DeleteMail({ mail }: { mail: MailTemplateView }) {
  const mayEdit = useMay('editor');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: () => deleteMailTemplate({ path: { id: mail.id }, throwOnError: true }),
    onSuccess: () => {
      notifyDone(`${mail.name} is deleted.`);
      navigate(MAILS);
      void refresh('listMailTemplates');
    },
  });
  if (!mayEdit) {
    return null;
  }
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${mail.name}?`,
      children: <Text size="sm">Its versions go with it. Mail that was sent stays.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate(),
    });
  return (
    <Button size="xs" variant="default" color="red" loading={isPending} onClick={ask}>
      Delete
    </Button>
  );
}
