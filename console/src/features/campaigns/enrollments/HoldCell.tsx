import { Text } from '@mantine/core';
import type { EnrollmentView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { endWords, holdWords } from './enrollmentWords';

/** What an enrollment waits for, and until when at the earliest; or why it ended. */
export function HoldCell({ enrollment }: { enrollment: EnrollmentView }) {
  const [wait] = enrollment.waitingOn;
  if (enrollment.completedAt || !wait) {
    const why = endWords(enrollment.endedWhy);
    return why ? (
      <Text size="sm" c="dimmed">
        {why}
      </Text>
    ) : null;
  }
  return (
    <div>
      <Text size="sm">{holdWords(wait)}</Text>
      {wait.until && (
        <Text size="xs" c="dimmed">
          {wait.kind === 'gate' && 'at the earliest '}
          <RelativeTime at={wait.until} />
        </Text>
      )}
    </div>
  );
}
