import { Button } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRefresh } from '@/shared/live/useRefresh';
import { notifyDone } from './notify';

interface Props {
  /** What people call the thing. */
  name: string;
  archived: boolean;
  /** What it is once it is taken back, such as `active`. */
  otherwise: string;
  /** Archives the thing, or takes it back. */
  onToggle: () => Promise<unknown>;
  /** The queries that show it. */
  queries: string[];
}

/** Archives something, or takes it back. */
export function ArchiveToggle({ name, archived, otherwise, onToggle, queries }: Props) {
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: onToggle,
    onSuccess: () => {
      notifyDone(`${name} is ${archived ? `${otherwise} again` : 'archived'}.`);
      refresh(...queries);
    },
  });
  const Icon = archived ? IconArchiveOff : IconArchive;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      loading={isPending}
      leftSection={<Icon size={14} />}
      onClick={() => mutate()}
    >
      {archived ? 'Take back' : 'Archive'}
    </Button>
  );
}
