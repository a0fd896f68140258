import { Anchor, Kbd, List, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '@/shared/layout/Page';
import { Panel } from '@/shared/layout/Panel';

const SHORTCUTS = [
  { keys: ['⌘', 'K'], also: ['Ctrl', 'K'], does: 'Search and commands' },
  { keys: ['/'], does: 'Search and commands' },
  { keys: ['Tab'], does: 'The next thing; the first one skips to the content' },
  { keys: ['Esc'], does: 'Close a dialog or menu' },
] as const;

const WORDS = [
  ['Contact', 'A person or organisation.'],
  ['Business flow', 'The stages that a customer goes through, and the ways between them.'],
  ['System flow', 'What the system does at a stage: mail, waits, conditions, calls, questions.'],
  ['Journey', "One contact's way through a business flow. It always stands at a stage."],
  ['Run', 'One execution of anything, step by step.'],
  ['Task', 'A question to a person that a run or journey waits on.'],
] as const;

/** First steps, words, shortcuts and where to read more. */
export function HelpPage() {
  return (
    <Page title="Help">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Panel title="First steps">
          <List type="ordered" spacing={8} size="sm">
            <List.Item>
              <Anchor component={Link} to="/contacts" size="sm" underline="always">
                Add or import contacts
              </Anchor>
              .
            </List.Item>
            <List.Item>
              Look at the{' '}
              <Anchor component={Link} to="/workflows/flows" size="sm" underline="always">
                flows
              </Anchor>{' '}
              or make one: a business flow has the stages, system flows do the work at them.
            </List.Item>
            <List.Item>Start journeys on a business flow and watch them on its board.</List.Item>
            <List.Item>
              Read what was sent in the{' '}
              <Anchor component={Link} to="/mailbox" size="sm" underline="always">
                mailbox
              </Anchor>{' '}
              and answer it as its reader would.
            </List.Item>
            <List.Item>
              Decide what waits for you in the{' '}
              <Anchor component={Link} to="/inbox" size="sm" underline="always">
                inbox
              </Anchor>
              .
            </List.Item>
          </List>
        </Panel>
        <Panel title="Words">
          <Table fz="sm" withRowBorders={false} aria-label="Words">
            <Table.Tbody>
              {WORDS.map(([word, meaning]) => (
                <Table.Tr key={word}>
                  <Table.Td fw={500} style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }} pl={0}>
                    {word}
                  </Table.Td>
                  <Table.Td c="dimmed">{meaning}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
        <Panel title="Shortcuts">
          <Stack gap={8}>
            {SHORTCUTS.map((shortcut) => (
              <Text key={shortcut.keys.join()} size="sm" component="div">
                <Keys keys={shortcut.keys} />
                {'also' in shortcut && (
                  <>
                    {' or '}
                    <Keys keys={shortcut.also} />
                  </>
                )}{' '}
                <Text span c="dimmed" inherit>
                  {shortcut.does}
                </Text>
              </Text>
            ))}
          </Stack>
        </Panel>
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
            <Text size="sm" c="dimmed">
              Live events come from /api/events as server-sent events, with ids to resume by.
            </Text>
          </Stack>
        </Panel>
      </SimpleGrid>
    </Page>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => (
    <Kbd key={key} size="xs" mr={3}>
      {key}
    </Kbd>
  ));
}
