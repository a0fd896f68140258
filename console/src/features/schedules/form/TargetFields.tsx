import { JsonInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ScheduleKind } from '@/client';
import { listFlowsOptions, listTemplatesOptions } from '@/client/@tanstack/react-query.gen';
import { ApiError, faultOf } from '@/shared/api/ApiError';
import { choicesOf } from '@/shared/format/words';
import { KINDS } from '../scheduleWords';
import { type ScheduleDraft, targetOf, withTarget } from './scheduleDraft';

interface Props {
  draft: ScheduleDraft;
  isNew: boolean;
  error: unknown;
  onChange: (draft: ScheduleDraft) => void;
}

const BODY =
  'What its route takes: input of a system flow, contactIds or a contactFilter of others';

/** What is to run: a flow or a template by its name, and the rest as its route takes it. */
export function TargetFields({ draft, isNew, error, onChange }: Props) {
  return (
    <>
      <Select
        label="Does"
        disabled={!isNew}
        allowDeselect={false}
        data={choicesOf(KINDS)}
        value={draft.kind}
        error={faultOf(error, '/kind')}
        onChange={(kind) => kind && onChange({ ...draft, kind, target: '{}' })}
      />
      {draft.kind === 'flow' && <FlowChoice draft={draft} error={error} onChange={onChange} />}
      {draft.kind === 'template' && (
        <TemplateChoice draft={draft} error={error} onChange={onChange} />
      )}
      <JsonInput
        label="Request"
        description={BODY}
        autosize
        minRows={3}
        maxRows={12}
        formatOnBlur
        value={draft.target}
        error={targetOf(draft) === null ? 'must be a JSON object' : targetFault(error, draft.kind)}
        onChange={(target) => onChange({ ...draft, target })}
      />
    </>
  );
}

/** What the target names in a field of its own, beside which stands what is wrong with it. */
const CHOSEN: Partial<Record<ScheduleKind, string>> = {
  flow: '/target/flowId',
  template: '/target/templateId',
};

/** What is wrong with the rest of the target. */
function targetFault(error: unknown, kind: ScheduleKind): string | undefined {
  const fault =
    error instanceof ApiError
      ? error.problem.errors?.find(
          ({ pointer }) => pointer.startsWith('/target') && pointer !== CHOSEN[kind],
        )
      : undefined;
  return fault && `${fault.pointer.replace('/target', '').slice(1)} ${fault.message}`.trim();
}

type ChoiceProps = Omit<Props, 'isNew'>;

function FlowChoice({ draft, error, onChange }: ChoiceProps) {
  const flows = useQuery(listFlowsOptions({ query: { pageSize: 200, sort: 'name' } }));
  return (
    <Select
      label="Flow"
      placeholder="Choose one"
      searchable
      data={(flows.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={(targetOf(draft)?.flowId as string | undefined) ?? null}
      error={faultOf(error, '/target/flowId')}
      onChange={(id) => onChange(withTarget(draft, 'flowId', id ?? undefined))}
    />
  );
}

function TemplateChoice({ draft, error, onChange }: ChoiceProps) {
  const templates = useQuery(listTemplatesOptions({ query: { pageSize: 200, sort: 'name' } }));
  return (
    <Select
      label="Template"
      placeholder="Choose one"
      searchable
      data={(templates.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={(targetOf(draft)?.templateId as string | undefined) ?? null}
      error={faultOf(error, '/target/templateId')}
      onChange={(id) => onChange(withTarget(draft, 'templateId', id ?? undefined))}
    />
  );
}
