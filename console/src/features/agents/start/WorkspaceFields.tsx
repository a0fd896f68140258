import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { faultOf } from '@/shared/api/ApiError';
import { choicesOf } from '@/shared/format/words';
import { WorkspaceSelect } from './WorkspaceSelect';
import { KINDS, type WorkspaceChoice } from './workspaceChoice';

interface Props {
  value: WorkspaceChoice;
  onChange: (choice: WorkspaceChoice) => void;
  /** Why the request was refused. */
  error: unknown;
}

/** Where the agent works with files and git. */
export function WorkspaceFields({ value, onChange, error }: Props) {
  const change = (part: Partial<WorkspaceChoice>) => onChange({ ...value, ...part });
  const isNew = value.kind === 'new';
  return (
    <>
      <Select
        label="Workspace"
        description="A working copy of a repository, for tools of files and git."
        data={choicesOf(KINDS)}
        allowDeselect={false}
        value={value.kind}
        error={faultOf(error, '/workspace')}
        onChange={(kind) => change({ kind: (kind ?? 'none') as WorkspaceChoice['kind'] })}
      />
      {value.kind === 'existing' && (
        <WorkspaceSelect
          value={value.id}
          error={faultOf(error, '/workspace/id')}
          onChange={(id) => change({ id })}
        />
      )}
      {isNew && (
        <TextInput
          label="Repository"
          description="One that needs credentials is cloned by the step git.clone, and chosen as one that is there."
          placeholder="https://github.com/owner/name.git"
          value={value.repo}
          error={faultOf(error, '/workspace/repo')}
          onChange={(event) => change({ repo: event.currentTarget.value })}
        />
      )}
      {value.kind !== 'none' && (
        <Group grow align="start">
          <TextInput
            label="Branch"
            description={
              isNew
                ? "Made when it is not there; empty for the run's own."
                : 'Empty to stay at its own.'
            }
            value={value.branch}
            error={faultOf(error, '/workspace/branch')}
            onChange={(event) => change({ branch: event.currentTarget.value })}
          />
          <TextInput
            label="Base branch"
            description="Where a new branch begins."
            value={value.baseBranch}
            error={faultOf(error, '/workspace/baseBranch')}
            onChange={(event) => change({ baseBranch: event.currentTarget.value })}
          />
        </Group>
      )}
      {isNew && (
        <Checkbox
          label="Keep it when the run has ended"
          checked={value.persistent}
          onChange={(event) => change({ persistent: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
