import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getLocalStackOptions } from '@/client/@tanstack/react-query.gen';
import { Panel } from '@/shared/layout/Panel';

/** What stands behind the console, for programs and their authors. */
export function ProgramsPanel() {
  const stack = useQuery(getLocalStackOptions());
  return (
    <Panel title="For programs">
      <Stack gap={8}>
        <Text size="sm">
          Everything here is possible over the API. The{' '}
          <Anchor href="/docs" size="sm" underline="always">
            API reference
          </Anchor>{' '}
          describes each route, and{' '}
          <Anchor href="/openapi.json" size="sm" underline="always">
            openapi.json
          </Anchor>{' '}
          makes clients for it.
        </Text>
        {stack.data && (
          <Text size="sm">
            Each journey and each run is a workflow, shown with its history in the{' '}
            <Anchor
              href={stack.data.temporalUi}
              target="_blank"
              rel="noreferrer"
              size="sm"
              underline="always"
            >
              Temporal Web UI
            </Anchor>
            .
          </Text>
        )}
        <Text size="sm" c="dimmed">
          Live events come from /api/events as server-sent events, with ids to resume by.
        </Text>
      </Stack>
    </Panel>
  );
}
