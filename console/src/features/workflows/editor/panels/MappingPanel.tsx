import { ActionIcon, Anchor, Group, Select, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { useMay } from '@/shared/session/useMay';
import { type Mapping, standingWords } from '../useMapping';

interface Props {
  uxNodeId: string;
  mapping: Mapping;
  mayEdit: boolean;
}

/** The system flows that run at a stage, in their order. */
export function MappingPanel({ uxNodeId, mapping, mayEdit }: Props) {
  const flows = useQuery(
    listFlowsOptions({ query: { kind: 'system', pageSize: 200, sort: 'name' } }),
  );
  const mayStart = useMay('operator');
  const here = mapping.of(uxNodeId);
  const standing = mapping.standing(uxNodeId);
  const ids = here.map(({ systemFlowId }) => systemFlowId);
  const swap = (index: number, by: 1 | -1) => {
    const next = [...ids];
    const [moved] = next.splice(index, 1);
    if (moved) {
      next.splice(index + by, 0, moved);
      void mapping.replace(uxNodeId, next);
    }
  };
  return (
    <Stack gap={6} component="section" aria-label="Mapped flows">
      <Text size="xs" fw={600}>
        Runs at this stage
      </Text>
      {mayEdit && standing > 0 && (
        <Text size="xs" c="dimmed">
          What you change here is for whoever comes from now on. {standingWords(standing)}
        </Text>
      )}
      {here.length === 0 && (
        <Text size="xs" c="dimmed">
          {mayEdit
            ? 'Nothing yet. Drag a flow here from the palette, or choose one.'
            : 'Nothing yet.'}
        </Text>
      )}
      {here.map(({ systemFlowId, systemFlowName }, index) => (
        <Group key={systemFlowId} gap={4} wrap="nowrap">
          <Anchor
            component={Link}
            to={`/workflows/flows/${systemFlowId}`}
            size="xs"
            c="inherit"
            style={{ flex: 1 }}
            truncate
          >
            {systemFlowName}
          </Anchor>
          {mayStart && standing > 0 && (
            <Tooltip label="Start it for those who are there">
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Start for those who are there: ${systemFlowName}`}
                onClick={() => mapping.offer({ uxNodeId, systemFlowId, systemFlowName })}
              >
                <IconPlayerPlay size={13} />
              </ActionIcon>
            </Tooltip>
          )}
          {mayEdit &&
            (
              [
                ['Earlier', IconArrowUp, index === 0, () => swap(index, -1)],
                ['Later', IconArrowDown, index === here.length - 1, () => swap(index, 1)],
                [
                  'Unmap',
                  IconTrash,
                  false,
                  () =>
                    void mapping.replace(
                      uxNodeId,
                      ids.filter((id) => id !== systemFlowId),
                    ),
                ],
              ] as const
            ).map(([act, Icon, isEnd, onClick]) => (
              <ActionIcon
                key={act}
                size="sm"
                variant="subtle"
                color="gray"
                disabled={isEnd || mapping.isPending}
                aria-label={`${act}: ${systemFlowName}`}
                onClick={onClick}
              >
                <Icon size={13} />
              </ActionIcon>
            ))}
        </Group>
      ))}
      {mayEdit && (
        <Select
          size="xs"
          searchable
          placeholder="Map a system flow…"
          aria-label="Map a system flow"
          nothingFoundMessage="No system flow is called that."
          data={(flows.data?.data ?? [])
            .filter(({ id }) => !ids.includes(id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          disabled={mapping.isPending}
          onChange={(flowId) => flowId && void mapping.map(flowId, uxNodeId)}
        />
      )}
    </Stack>
  );
}
