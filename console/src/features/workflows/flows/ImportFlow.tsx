import {
  Alert,
  Badge,
  Button,
  FileInput,
  Group,
  Modal,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { validateGraph } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useAddressedDisclosure } from '@/shared/layout/useAddressedDisclosure';
import { useRefresh } from '@/shared/live/useRefresh';
import { labelOf, nodesOf } from '../editor/model/document';
import { ProblemList } from '../editor/panels/ProblemList';
import { made, resolved } from './copies';
import { type FlowFile, readFlowFile } from './flowFile';
import { flowPath, KINDS } from './flowWords';

/** A graph may have a megabyte; a file that is larger holds none. */
const LARGEST = 2 << 20;

/** Makes a flow of a file, once it was looked at. */
export function ImportFlow() {
  const [opened, { open, close }] = useAddressedDisclosure('import');
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconFileImport size={14} />} onClick={open}>
        Import
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Import a flow"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <ImportForm />}
      </Modal>
    </>
  );
}

function ImportForm() {
  const [file, setFile] = useState<File | null>(null);
  const read = useQuery({
    queryKey: ['readFlowFile', file?.name, file?.size, file?.lastModified],
    queryFn: async () => lookedAt(file as File),
    enabled: file !== null,
    retry: false,
    gcTime: 0,
  });
  return (
    <Stack>
      <FileInput
        label="File"
        description="A flow that was exported here or elsewhere"
        placeholder="Choose a JSON file"
        accept="application/json,.json"
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the file' }}
        value={file}
        error={read.error?.message}
        onChange={setFile}
      />
      {file && read.isPending && <Skeleton height={90} />}
      {file && read.data && <FoundFlow key={read.dataUpdatedAt} {...read.data} />}
    </Stack>
  );
}

type LookedAt = Awaited<ReturnType<typeof lookedAt>>;

/** What a file holds, what is wrong with it, and which of its flows are here. */
async function lookedAt(file: File) {
  if (file.size > LARGEST) {
    throw new Error('The file has more than 2 MiB: it holds no flow.');
  }
  const flow = readFlowFile(await file.text());
  const [{ data: findings }, mappings] = await Promise.all([
    validateGraph({
      body: { kind: flow.kind, graph: flow.graph, inputSchema: flow.inputSchema },
      throwOnError: true,
    }),
    resolved(flow.mappings),
  ]);
  return { flow, findings, mappings };
}

function FoundFlow({ flow, findings, mappings }: LookedAt) {
  const [name, setName] = useState(flow.name);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const make = useMutation({
    mutationFn: () => made(name.trim(), flow, mappings),
    onSuccess: (imported) => {
      void refresh('listFlows');
      navigate(flowPath(imported));
    },
    ...FIELDS_SHOW_FAULTS,
  });
  const nodes = nodesOf(flow.graph);
  const nodeNames = new Map(nodes.map((node) => [node.id, labelOf(node)]));
  const missing = [
    ...new Set(mappings.flatMap((each) => (each.systemFlowId ? [] : [each.systemFlow]))),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          value={name}
          error={faultOf(make.error, '/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Badge variant="light" radius="sm" tt="none" fw={500} color={KINDS[flow.kind].color}>
            {KINDS[flow.kind].label}
          </Badge>
          <Text size="sm">{contentsOf(flow, nodes.length)}</Text>
        </Group>
        {findings.errors.length > 0 && (
          <Alert
            color="red"
            title={`${plural(findings.errors.length, 'error')} to mend before it is published`}
          >
            <ProblemList problems={findings.errors} nodeNames={nodeNames} />
          </Alert>
        )}
        {findings.warnings.length > 0 && (
          <Alert color="yellow" title={plural(findings.warnings.length, 'warning')}>
            <ProblemList problems={findings.warnings} nodeNames={nodeNames} />
          </Alert>
        )}
        {missing.length > 0 && (
          <Alert color="yellow" icon={<IconAlertTriangle size={16} />} title="Not mapped">
            <Text size="sm">
              No system flow here is called {missing.map((each) => `“${each}”`).join(', ')}: import
              it first, or map another one later.
            </Text>
          </Alert>
        )}
        <Button
          type="submit"
          disabled={name.trim() === ''}
          loading={make.isPending}
          style={{ alignSelf: 'end' }}
        >
          Import
        </Button>
      </Stack>
    </form>
  );
}

function contentsOf({ kind, graph, mappings }: FlowFile, nodes: number) {
  const parts = [
    plural(nodes, kind === 'bmc' ? 'stage' : 'step'),
    plural(graph.edges?.length ?? 0, 'edge'),
    ...(mappings.length > 0 ? [plural(mappings.length, 'mapped flow')] : []),
  ];
  return parts.join(', ');
}
