import { Stack, Text, TextInput } from '@mantine/core';
import { ContactSelect } from '@/features/contacts/ContactSelect';
import { Panel } from '@/shared/layout/Panel';
import type { StepDraft } from '../steps/stepDrafts';
import { MonthGrid } from './MonthGrid';
import { PlanList } from './PlanList';
import type { Preview } from './usePreview';
import { instantOf, localTime } from './zones';

interface Props {
  drafts: readonly StepDraft[];
  preview: Preview;
}

/** When the steps would come for a contact who begins at a moment. */
export function CalendarPanel({ drafts, preview }: Props) {
  const { contactId, chooseContact, begins, setBegins, plan } = preview;
  return (
    <Panel title="Calendar">
      <Stack gap="sm">
        <ContactSelect
          size="xs"
          label="For"
          placeholder="Any contact, by UTC"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear contact' }}
          value={contactId}
          onChange={chooseContact}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label="Begins"
          description={`By the clocks of ${plan.zone}.`}
          value={shown(begins, plan.zone)}
          onChange={(event) => {
            const moment = read(event.currentTarget.value, plan.zone);
            if (moment !== undefined) {
              setBegins(moment);
            }
          }}
        />
        {drafts.length === 0 ? (
          <Text size="sm" c="dimmed">
            Days show once there are steps.
          </Text>
        ) : (
          <>
            <MonthGrid plan={plan} begins={begins} />
            <PlanList plan={plan} drafts={drafts} />
            <Text size="xs" c="dimmed">
              If every condition holds and nobody replies. Limits and quiet hours may move messages
              further; one that waits for its hours leaves within 15 minutes after they begin.
            </Text>
          </>
        )}
      </Stack>
    </Panel>
  );
}

const two = (number: number) => String(number).padStart(2, '0');

/** A moment as the field shows it. */
function shown(at: number, zone: string): string {
  const { year, month, day, hour, minute } = localTime(at, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

function read(text: string, zone: string): number | undefined {
  const [, ...numbers] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  const [year, month, day, hour, minute] = numbers.map(Number);
  return year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined
    ? undefined
    : instantOf({ year, month, day, hour, minute }, zone);
}
