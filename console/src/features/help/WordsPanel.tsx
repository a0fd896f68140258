import { Table } from '@mantine/core';
import { Panel } from '@/shared/layout/Panel';
import classes from './Help.module.css';

const WORDS = [
  ['Contact', 'A person or organisation.'],
  ['Business flow', 'The stages that a customer goes through, and the ways between them.'],
  ['System flow', 'What the system does at a stage: mail, waits, conditions, calls, questions.'],
  ['Journey', "One contact's way through a business flow. It always stands at a stage."],
  ['Template', 'A sequence of messages and other steps of a campaign, with days between them.'],
  ['Enrollment', "One contact's way through a template, until its end or a reply."],
  ['Run', 'One execution of anything, step by step.'],
  [
    'Sync',
    'A run that reads contacts, posts or mail from a platform, from where the last one ended.',
  ],
  ['Content', 'Something to be read: a post, an article. Each place where it stands is a post.'],
  ['Task', 'A question to a person that a run or journey waits on.'],
  ['Blueprint', 'Flows that belong together, ready to be tried.'],
] as const;

/** What things are called. */
export function WordsPanel() {
  return (
    <Panel title="Words">
      <Table fz="sm" withRowBorders={false} aria-label="Words">
        <Table.Tbody>
          {WORDS.map(([word, meaning]) => (
            <Table.Tr key={word}>
              <Table.Td className={classes.word}>{word}</Table.Td>
              <Table.Td c="dimmed">{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
