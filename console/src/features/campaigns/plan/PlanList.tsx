import { Text } from '@mantine/core';
import type { StepDraft } from '../steps/stepDrafts';
import { STEP_TYPES } from '../steps/stepWords';
import classes from './Calendar.module.css';
import type { Plan } from './calendar';

interface Props {
  plan: Plan;
  drafts: readonly StepDraft[];
}

/** The steps with the day and the time at which each comes. */
export function PlanList({ plan, drafts }: Props) {
  const moment = new Intl.DateTimeFormat('en-GB', {
    timeZone: plan.zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <ol className={classes.plan} aria-label="When steps come">
      {plan.steps.map(({ key, at, day, isHeld }, index) => {
        const type = drafts[index]?.stepType;
        return (
          <li key={key}>
            <Text size="sm" fw={500} w={56} component="span">
              {day === undefined ? 'Never' : `Day ${day}`}
            </Text>
            <span className={classes.what}>
              <Text size="sm" component="span" display="block" truncate>
                {index + 1}. {type && STEP_TYPES[type].label}
              </Text>
              <Text size="xs" c="dimmed" component="span" display="block">
                {type === 'wait' && at !== undefined && 'ends '}
                {at === undefined ? 'Its hours do not come' : moment.format(at)}
                {isHeld && at !== undefined && ', held until its hours'}
              </Text>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
