import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Flow, VersionSummary } from '@/client';
import { getFlowVersionOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Since } from '@/shared/format/Since';
import { May } from '@/shared/session/May';
import { diff } from '../model/diff';
import { ChangeList } from '../save/ChangeList';
import { keepingPins } from '../test/pins';
import type { EditorDocument } from '../useEditorDocument';
import { liveWords } from '../versions/liveWords';
import { useVersions } from '../versions/useVersions';

interface Props {
  flow: Pick<Flow, 'id' | 'latestVersion'>;
  editor: EditorDocument;
}

/** What was published, what the draft changes about it, and the way back. */
export function VersionsPanel({ flow, editor }: Props) {
  const { id: flowId, latestVersion } = flow;
  const [shown, setShown] = useState<number | null>(null);
  const versions = useVersions(flowId);
  if (versions.isError) {
    return <ErrorState error={versions.error} onRetry={() => versions.refetch()} />;
  }
  if (!versions.data) {
    return <Loading />;
  }
  const all = versions.data.data;
  return (
    <Stack gap="xs">
      {all.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was published yet. What is published never changes, and runs and journeys keep to
          their version.
        </Text>
      )}
      {all.map((each) => (
        <Group key={each.version} justify="space-between" wrap="nowrap" gap="xs">
          <VersionWords version={each} isLive={each.version === latestVersion} />
          <Button
            size="compact-xs"
            variant="default"
            style={{ flex: 'none' }}
            onClick={() => setShown(each.version)}
          >
            Compare
          </Button>
        </Group>
      ))}
      {shown !== null && (
        <Comparison
          flow={flow}
          version={shown}
          previous={all.find(({ version }) => version < shown)?.version ?? null}
          editor={editor}
          onClose={() => setShown(null)}
        />
      )}
    </Stack>
  );
}

/** What was published when and why, and since when and why it is live. */
function VersionWords({ version, isLive }: { version: VersionSummary; isLive: boolean }) {
  const { hash, notes, publishedAt, liveSince } = version;
  const why = liveWords(version);
  return (
    <div style={{ minWidth: 0 }}>
      <Group gap={6}>
        <Text size="sm" fw={600}>
          Version {version.version}
        </Text>
        {isLive && (
          <Badge size="xs" variant="light" tt="none" color="teal">
            live
          </Badge>
        )}
      </Group>
      {isLive && (
        <Text size="xs" truncate title={why}>
          Live <Since at={liveSince} /> {why}
        </Text>
      )}
      <Text size="xs" c="dimmed" truncate title={notes ?? undefined}>
        Made <RelativeTime at={publishedAt} /> · {notes || hash.slice(0, 10)}
      </Text>
    </div>
  );
}

interface ComparisonProps extends Props {
  version: number;
  previous: number | null;
  onClose: () => void;
}

function Comparison({ flow, version, previous, editor, onClose }: ComparisonProps) {
  const [against, setAgainst] = useState<'draft' | 'previous'>('draft');
  const here = useQuery(getFlowVersionOptions({ path: { id: flow.id, version } }));
  const before = useQuery({
    ...getFlowVersionOptions({ path: { id: flow.id, version: previous ?? 0 } }),
    enabled: previous !== null && against === 'previous',
  });
  const pair =
    here.data && against === 'draft'
      ? [here.data.graph, editor.document.graph]
      : here.data && before.data
        ? [before.data.graph, here.data.graph]
        : null;
  const restore = () => {
    if (here.data) {
      const { graph, inputSchema = null } = structuredClone(here.data);
      editor.change((document) => ({
        ...document,
        graph: keepingPins(document.graph, graph),
        inputSchema,
      }));
      onClose();
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        against === 'draft'
          ? `From version ${version} to the draft`
          : `From version ${previous} to version ${version}`
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {previous !== null && (
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant={against === 'draft' ? 'filled' : 'default'}
              onClick={() => setAgainst('draft')}
            >
              With the draft
            </Button>
            <Button
              size="compact-xs"
              variant={against === 'previous' ? 'filled' : 'default'}
              onClick={() => setAgainst('previous')}
            >
              With version {previous}
            </Button>
          </Group>
        )}
        {pair?.[0] && pair[1] ? <ChangeList changes={diff(pair[0], pair[1])} /> : <Loading />}
        <May needs="editor">
          <Group justify="end">
            <Button variant="default" onClick={restore} disabled={!here.data}>
              Take version {version} into the draft
            </Button>
          </Group>
        </May>
      </Stack>
    </Modal>
  );
}
