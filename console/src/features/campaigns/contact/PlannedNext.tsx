import { Text } from '@mantine/core';
import type { EnrollmentView, TemplateView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { STEP_TYPES, summaryOf } from '../steps/stepWords';
import classes from './ContactEnrollments.module.css';
import { plannedNext } from './plannedNext';

interface Props {
  enrollment: EnrollmentView;
  template: TemplateView;
  timezone: string | null | undefined;
}

/** The next steps of an enrollment, with when each comes at the earliest. */
export function PlannedNext({ enrollment, template, timezone }: Props) {
  const next = plannedNext(enrollment, template, timezone);
  if (next.length === 0) {
    return null;
  }
  return (
    <section aria-label={`Planned next in ${template.name}`}>
      <Text size="xs" fw={600} mt={4}>
        Planned next
      </Text>
      <ol className={classes.next}>
        {next.map(({ index, step, at }) => (
          <li key={step.key} className={classes.planned}>
            <Text size="xs" truncate>
              {index + 1}. {STEP_TYPES[step.stepType].label}
              {summaryOf(step) && `: ${summaryOf(step)}`}
            </Text>
            {at !== undefined && (
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                <RelativeTime at={new Date(at).toISOString()} />
              </Text>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
