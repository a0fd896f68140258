import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getTemplateOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { TEMPLATES } from '../templatePath';
import { platformName, TEMPLATE_TYPES } from '../templateWords';
import { EarlierSteps } from './EarlierSteps';
import { TemplateActions } from './TemplateActions';
import { TemplateSections } from './TemplateSections';
import { TemplateWarnings } from './TemplateWarnings';

const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Templates', to: TEMPLATES },
];

/** One template: its steps, who is enrolled, its settings, and what can be done to it. */
export function TemplatePage() {
  const { id = '' } = useParams();
  const query = useQuery(getTemplateOptions({ path: { id } }));
  const template = query.data;
  if (!template) {
    return (
      <Page title="Template" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  const { name, status, templateType, platform, startsAt, endsAt } = template;
  return (
    <Page
      title={name}
      above={ABOVE}
      trailing={<StatusBadge status={status} />}
      subtitle={
        <Group gap={10}>
          <span>{TEMPLATE_TYPES[templateType].label}</span>
          <span>{platformName(platform)}</span>
          {startsAt && (
            <span>
              Starts <RelativeTime at={startsAt} />
            </span>
          )}
          {endsAt && (
            <span>
              Ends <RelativeTime at={endsAt} />
            </span>
          )}
        </Group>
      }
      actions={<TemplateActions template={template} />}
    >
      <TemplateWarnings warnings={template.warnings ?? []} />
      <EarlierSteps template={template} />
      <TemplateSections key={template.id} template={template} />
    </Page>
  );
}
