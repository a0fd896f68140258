import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getStepOutputOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatBytes } from '@/shared/format/number';
import { JsonView } from '@/shared/json/JsonView';
import type { OutputReference } from './outputReference';

interface Props {
  label: string;
  reference: OutputReference;
}

/** An output that a run's view only refers to: a button, then the whole of it. */
export function LargeOutput({ label, reference }: Props) {
  const [wanted, { open }] = useDisclosure(false);
  const { runId: id, stepIndex, bytes } = reference;
  const query = useQuery({
    ...getStepOutputOptions({ path: { id, stepIndex } }),
    enabled: wanted,
  });
  if (query.data !== undefined) {
    return <JsonView label={label} value={query.data} />;
  }
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconDownload size={14} />}
      loading={query.isFetching}
      onClick={open}
    >
      Load whole output ({formatBytes(bytes)})
    </Button>
  );
}
