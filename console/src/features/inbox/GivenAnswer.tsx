import { Stack, Text } from '@mantine/core';
import type { TaskRow } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { actorName, humanize } from '@/shared/format/words';
import { JsonView } from '@/shared/json/JsonView';
import { Facts } from '@/shared/layout/Facts';
import { answerFacts } from './answerWords';

/** What was decided and filled in, by whom and when; nothing where nobody has answered. */
export function GivenAnswer({ task }: { task: TaskRow }) {
  if (task.state !== 'answered') {
    return null;
  }
  const { answer } = task;
  const facts = answerFacts(task.form, answer);
  const isOther = answer !== null && answer !== undefined && typeof answer !== 'object';
  return (
    <Stack gap="xs">
      <Text size="sm">
        {task.choice ? (
          <>
            <b>{humanize(task.choice)}</b>, decided
          </>
        ) : (
          'Answered'
        )}
        {task.decidedBy && ` by ${actorName(task.decidedBy)}`} <RelativeTime at={task.decidedAt} />
      </Text>
      {facts.length > 0 && <Facts facts={facts} />}
      {isOther && <JsonView label="Answer" value={answer} />}
    </Stack>
  );
}
