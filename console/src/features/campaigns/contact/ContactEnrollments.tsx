import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Contact, EnrollmentView } from '@/client';
import {
  getTemplateOptions,
  listContactEnrollmentsOptions,
} from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Panel } from '@/shared/layout/Panel';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { EnrollmentMenu } from '../enrollments/EnrollmentMenu';
import { stepWords } from '../enrollments/enrollmentWords';
import { HoldCell } from '../enrollments/HoldCell';
import { templatePath } from '../templatePath';
import classes from './ContactEnrollments.module.css';
import { PlannedNext } from './PlannedNext';

const SHOWN = 10;

/** The templates that a contact is or was enrolled in, the newest first, and what comes next. */
export function ContactEnrollments({ contact }: { contact: Contact }) {
  const enrollments = useQuery(
    listContactEnrollmentsOptions({
      path: { id: contact.id },
      query: { sort: '-enrolledAt', pageSize: SHOWN },
    }),
  );
  return (
    <Panel title="Enrollments" flush>
      {enrollments.isPending && <Skeleton height={60} radius={0} />}
      {enrollments.isError && (
        <ErrorState error={enrollments.error} onRetry={() => enrollments.refetch()} />
      )}
      {enrollments.data?.total === 0 && (
        <EmptyState compact icon={IconTemplate} title="In no template yet" />
      )}
      <ul className={classes.rows}>
        {enrollments.data?.data.map((enrollment) => (
          <li key={enrollment.id} className={classes.entry}>
            <ContactEnrollment enrollment={enrollment} timezone={contact.timezone} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface Props {
  enrollment: EnrollmentView;
  timezone: string | null | undefined;
}

function ContactEnrollment({ enrollment, timezone }: Props) {
  const { templateId } = enrollment;
  const template = useQuery(getTemplateOptions({ path: { id: templateId } })).data;
  return (
    <div className={classes.row}>
      <Stack gap={4} className={classes.words}>
        <Anchor
          component={Link}
          to={templatePath({ id: templateId }, 'enrollments')}
          c="inherit"
          size="sm"
          fw={500}
        >
          {template?.name ?? '…'}
        </Anchor>
        {template && (
          <Text size="xs" c="dimmed">
            Step: {stepWords(enrollment, template.steps.length)}
          </Text>
        )}
        <HoldCell enrollment={enrollment} />
        {template && (
          <PlannedNext enrollment={enrollment} template={template} timezone={timezone} />
        )}
      </Stack>
      <StatusBadge status={enrollment.status} />
      <EnrollmentMenu enrollment={enrollment} />
    </div>
  );
}
