import { Alert, Button, Group, Modal, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { diff } from '../model/diff';
import type { FlowDocument } from '../model/document';
import { ChangeList } from './ChangeList';
import type { Conflict, Resolution } from './useSave';

interface Props {
  conflict: Conflict | null;
  /** What both began from. */
  base: FlowDocument;
  mine: FlowDocument;
  onResolve: (resolution: Resolution) => void;
  onClose: () => void;
}

/** Two have changed one flow: shows both changes and asks which is to be. Nothing is lost meanwhile. */
export function ConflictDialog({ conflict, base, mine, onResolve, onClose }: Props) {
  return (
    <Modal
      opened={conflict !== null}
      onClose={onClose}
      size="xl"
      title="Somebody else has saved this flow meanwhile"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {conflict && (
        <Stack>
          {conflict.merged.conflicts.length > 0 ? (
            <Alert color="orange" icon={<IconUsers size={18} />}>
              Both of you changed {conflict.merged.conflicts.join(', ')}. Joining keeps yours there,
              and everything else of both.
            </Alert>
          ) : (
            <Alert color="teal" icon={<IconUsers size={18} />}>
              You changed different things, so both changes can be kept.
            </Alert>
          )}
          <Group align="start" grow wrap="nowrap" preventGrowOverflow>
            <Side title="Their changes" from={base} to={conflict.theirs.document} />
            <Side title="Your changes" from={base} to={mine} />
          </Group>
          <Group justify="end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              Decide later
            </Button>
            <Button variant="default" onClick={() => onResolve('theirs')}>
              Take theirs
            </Button>
            <Button variant="default" onClick={() => onResolve('mine')}>
              Overwrite with mine
            </Button>
            <Button onClick={() => onResolve('join')}>Join both</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Side({ title, from, to }: { title: string; from: FlowDocument; to: FlowDocument }) {
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <ScrollArea.Autosize mah={340}>
        <ChangeList changes={diff(from.graph, to.graph)} />
        {from.name !== to.name && <Text size="sm">Named “{to.name}”</Text>}
      </ScrollArea.Autosize>
    </div>
  );
}
