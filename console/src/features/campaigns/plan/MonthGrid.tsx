import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './Calendar.module.css';
import type { Plan } from './calendar';
import { monthOf, weeksOf } from './month';
import { dateOf, dayNumber, localTime } from './zones';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const monthName = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  month: 'long',
  year: 'numeric',
});

interface Props {
  plan: Plan;
  begins: number;
}

/** A month with the numbers of the steps on the days on which they come. */
export function MonthGrid({ plan, begins }: Props) {
  const firstDay = dayNumber(localTime(begins, plan.zone));
  const [ahead, setAhead] = useState(0);
  const month = monthOf(firstDay) + ahead;
  const weeks = weeksOf(month);
  const stepsOn = (day: number) =>
    plan.steps.flatMap((step, index) => (step.day === day - firstDay + 1 ? [index + 1] : []));
  const name = monthName.format(Date.UTC(Math.floor(month / 12), month % 12));
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label="Month before"
          disabled={ahead === 0}
          onClick={() => setAhead(ahead - 1)}
        >
          <IconChevronLeft size={15} />
        </ActionIcon>
        <Text size="sm" fw={500} aria-live="polite">
          {name}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label="Month after"
          onClick={() => setAhead(ahead + 1)}
        >
          <IconChevronRight size={15} />
        </ActionIcon>
      </Group>
      <table className={classes.month} aria-label={name}>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, weekday) => {
                const steps = day === null ? [] : stepsOn(day);
                return (
                  <td
                    key={WEEKDAYS[weekday]}
                    data-first={day === firstDay || undefined}
                    data-steps={steps.length > 0 || undefined}
                  >
                    {day !== null && <span className={classes.date}>{dateOf(day).day}</span>}
                    {steps.length > 0 && (
                      <Tooltip label={`Step ${steps.join(', ')}`}>
                        <span className={classes.steps}>{steps.join(' ')}</span>
                      </Tooltip>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
