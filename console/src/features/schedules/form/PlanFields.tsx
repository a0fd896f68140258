import { Chip, Group, Input, NumberInput, TextInput } from '@mantine/core';
import { DurationInput } from '@/shared/forms/DurationInput';
import { DAYS, type Day, dayWord, type SchedulePlan } from './schedulePlan';

interface Props {
  plan: SchedulePlan;
  error: string | undefined;
  onChange: (plan: SchedulePlan) => void;
}

/** What is to be said of a plan of its kind. */
export function PlanFields({ plan, error, onChange }: Props) {
  switch (plan.kind) {
    case 'daily':
    case 'working':
      return <At plan={plan} onChange={onChange} />;
    case 'weekly':
      return (
        <Group align="start" gap="md">
          <Input.Wrapper label="Days" labelElement="div">
            <Chip.Group
              multiple
              value={[...plan.days]}
              onChange={(chosen: string[]) => {
                const days = DAYS.filter((day) => chosen.includes(day));
                if (days.length > 0) {
                  onChange({ ...plan, days });
                }
              }}
            >
              <Group gap={4} role="group" aria-label="Days" mih={36}>
                {DAYS.map((day: Day) => (
                  <Chip key={day} value={day} size="xs" aria-label={dayWord(day)}>
                    {dayWord(day).slice(0, 2)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <At plan={plan} onChange={onChange} />
        </Group>
      );
    case 'monthly':
      return (
        <Group align="start" grow>
          <NumberInput
            label="Day of the month"
            description={plan.day > 28 ? 'Months that do not have it are left out.' : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            min={1}
            max={31}
            clampBehavior="strict"
            allowDecimal={false}
            value={plan.day}
            onChange={(day) => typeof day === 'number' && day > 0 && onChange({ ...plan, day })}
          />
          <At plan={plan} onChange={onChange} />
        </Group>
      );
    case 'hourly':
      return (
        <NumberInput
          label="At minute"
          min={0}
          max={59}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={plan.minute}
          onChange={(minute) => typeof minute === 'number' && onChange({ ...plan, minute })}
        />
      );
    case 'interval':
      return (
        <DurationInput
          label="Interval"
          value={plan.every}
          error={error}
          onChange={(every) => onChange({ ...plan, every })}
        />
      );
    case 'cron':
      return (
        <TextInput
          label="Cron expression"
          description="Minute, hour, day of month, month, day of week"
          value={plan.cron}
          error={error}
          onChange={(event) => onChange({ ...plan, cron: event.currentTarget.value })}
        />
      );
  }
}

interface AtProps<P> {
  plan: P;
  onChange: (plan: P) => void;
}

/** The time of the day; one that is not whole yet changes nothing. */
function At<P extends { at: string }>({ plan, onChange }: AtProps<P>) {
  return (
    <TextInput
      type="time"
      label="At"
      value={plan.at}
      onChange={(event) => {
        const at = event.currentTarget.value.slice(0, 5);
        if (at !== '') {
          onChange({ ...plan, at });
        }
      }}
    />
  );
}
