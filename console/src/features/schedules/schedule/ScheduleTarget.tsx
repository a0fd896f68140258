import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ScheduleView } from '@/client';
import { getFlowOptions, getTemplateOptions } from '@/client/@tanstack/react-query.gen';
import { JsonView } from '@/shared/json/JsonView';
import { KINDS } from '../scheduleWords';

/** What a schedule starts: a flow or a template by its name, and the rest as its route takes it. */
export function ScheduleTarget({ schedule: { kind, target } }: { schedule: ScheduleView }) {
  const { flowId, templateId, ...rest } = target;
  return (
    <>
      <Text size="sm">
        {KINDS[kind]}
        {typeof flowId === 'string' && (
          <>
            {': '}
            <FlowLink id={flowId} />
          </>
        )}
        {typeof templateId === 'string' && (
          <>
            {': '}
            <TemplateLink id={templateId} />
          </>
        )}
      </Text>
      {Object.keys(rest).length > 0 && <JsonView label="Request" value={rest} />}
    </>
  );
}

function FlowLink({ id }: { id: string }) {
  const { data } = useQuery(getFlowOptions({ path: { id } }));
  return (
    <Anchor component={Link} to={`/workflows/flows/${id}`} inherit>
      {data?.name ?? 'Flow'}
    </Anchor>
  );
}

function TemplateLink({ id }: { id: string }) {
  const { data } = useQuery(getTemplateOptions({ path: { id } }));
  return (
    <Anchor component={Link} to={`/workflows/templates/${id}`} inherit>
      {data?.name ?? 'Template'}
    </Anchor>
  );
}
