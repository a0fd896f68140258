import { Text } from '@mantine/core';
import type { StepRow } from '@/client';
import { Duration } from '@/shared/format/Duration';
import { duration } from '@/shared/format/time';
import { messageOf } from '@/shared/json/messageOf';
import { RunFromHere } from '../../run/RunFromHere';
import { StepSign } from '../../run/StepSign';
import classes from './LiveRun.module.css';

const PREVIEW = 1200;

/** What matters of an output: of a model's, what it wrote or found. */
const essence = ({ stepType, output }: StepRow) => {
  if (stepType.startsWith('llm.')) {
    const { text, data } = output as { text?: string; data?: unknown };
    return text ?? data ?? output;
  }
  return output;
};

const preview = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text;
};

const isThere = (value: unknown) => value !== null && value !== undefined;

interface Props {
  step: StepRow;
  name: string;
  /** What a model has written so far. */
  text: string | undefined;
  /** Runs it again with what follows; absent where that cannot be. */
  onRunFrom?: (() => void) | undefined;
}

/** A step of a run that one looks at: how it stands, and what came of it. */
export function LiveStep({ step, name, text, onRunFrom }: Props) {
  const isRunning = step.status === 'running';
  return (
    <li className={classes.step}>
      <StepSign status={step.status} />
      <Text size="sm" fw={500} truncate>
        {name}
        <Text span c="dimmed" size="xs" ml={8}>
          {step.stepType}
          {step.attempt > 1 && ` · attempt ${step.attempt}`}
        </Text>
      </Text>
      <Text size="xs" c="dimmed">
        {onRunFrom && <RunFromHere step={name} onRun={onRunFrom} />}
        {typeof step.durationMs === 'number' ? (
          duration(step.durationMs)
        ) : (
          <Duration startedAt={step.startedAt} />
        )}
      </Text>
      {isThere(step.error) ? (
        <div className={classes.preview} data-failed role="alert">
          {messageOf(step.error)}
        </div>
      ) : isRunning && text ? (
        <div className={classes.preview} aria-live="polite">
          {text}
        </div>
      ) : (
        isThere(step.output) && <div className={classes.preview}>{preview(essence(step))}</div>
      )}
    </li>
  );
}
