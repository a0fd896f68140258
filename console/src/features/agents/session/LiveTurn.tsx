import { Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useStreamedText } from '@/features/workflows/editor/run/useStreamedText';
import { useLiveEvents } from '@/shared/live/useLiveEvents';
import { type EndedTurns, textUnderWay, withEnd } from './turnText';

interface Props {
  runId: string;
  /** When the messages above were read, in milliseconds since 1970. */
  readAt: number;
}

/** What the model of a run writes while one looks. */
export function LiveTurn({ runId, readAt }: Props) {
  const texts = useStreamedText(runId);
  const [ended, setEnded] = useState<EndedTurns>(new Map());
  useLiveEvents((event) => {
    if (event.kind === 'run' && event.runId === runId) {
      setEnded((known) => withEnd(known, event, Date.now()));
    }
  });
  const text = textUnderWay(texts, ended, readAt);
  return (
    text && (
      <Paper withBorder p="sm" mt="sm" component="section" aria-label="Being written">
        <Text size="xs" c="dimmed" mb={6}>
          The model writes
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {text}
        </Text>
      </Paper>
    )
  );
}
