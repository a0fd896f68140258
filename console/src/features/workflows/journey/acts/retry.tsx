import { Alert } from '@mantine/core';
import type { ActRetryFrom, ActRetryVersion, EntityView } from '@/client';
import { humanize } from '@/shared/format/words';
import { type Choice, Choices } from './Choices';
import { failedSteps } from './heldSteps';
import type { ActDraft } from './useActDraft';

const FROM: Choice<ActRetryFrom>[] = [
  ['failed_step', 'From the failed step', 'What is done stays done; nothing is sent twice.'],
  ['start', 'From the start', 'All of its steps run again; mail may go out again.'],
];

const VERSIONS: Choice<ActRetryVersion>[] = [
  ['pinned', 'As it was', 'In the version of the system flow that failed.'],
  ['latest', 'As it is now', 'In its newest version, where what is done is unchanged.'],
];

const ALL = 'all';

interface Props {
  entity: EntityView;
  draft: ActDraft;
  onChange: (part: Partial<ActDraft>) => void;
}

/** What a retry asks: where it begins, in which version, and of which path where several failed. */
export function RetryFields({ entity, draft, onChange }: Props) {
  const failed = failedSteps(entity);
  return (
    <>
      {failed.length > 1 && (
        <Choices
          label="What is retried"
          choices={[
            [ALL, 'All that failed', 'In the version that failed.'],
            ...failed.map(
              ({ nodeId }, index): Choice<string> => [
                String(index),
                humanize(nodeId),
                'The path that failed there.',
              ],
            ),
          ]}
          value={draft.held === null ? ALL : String(draft.held)}
          onChange={(held) => onChange({ held: held === ALL ? null : Number(held) })}
        />
      )}
      <Choices
        label="Where it begins"
        choices={FROM}
        value={draft.from}
        onChange={(from) => onChange({ from })}
      />
      <Choices
        label="In which version"
        choices={VERSIONS}
        value={draft.version}
        onChange={(version) => onChange({ version })}
      />
      {draft.from === 'start' && (
        <Alert color="orange" p="xs">
          What it has sent already may be sent again.
        </Alert>
      )}
    </>
  );
}
