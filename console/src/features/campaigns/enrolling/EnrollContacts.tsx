import { Button, Group, Stack } from '@mantine/core';
import { useMemo } from 'react';
import type { TemplateView } from '@/client';
import { ContactsTable } from '@/features/contacts/ContactsTable';
import { chosenOf } from '@/features/contacts/choice/selection';
import { useContactSelection } from '@/features/contacts/choice/useContactSelection';
import { useLocalContactList } from '@/features/contacts/useContactList';
import { plural } from '@/shared/format/number';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import classes from './Enrolling.module.css';
import { EnrollProgress } from './EnrollProgress';
import { ForecastWords } from './ForecastWords';
import { useEnroll } from './useEnroll';
import { useEnrollForecast } from './useEnrollForecast';

interface Props {
  template: TemplateView;
  onClose: () => void;
}

/** Who is enrolled in a template, with what would come of it, and then how far it is. */
export function EnrollContacts({ template, onClose }: Props) {
  const contacts = useLocalContactList();
  const selecting = useContactSelection(contacts);
  const chosen = useMemo(() => chosenOf(selecting.selection), [selecting.selection]);
  const forecast = useEnrollForecast(template.id, chosen);
  const { mutate, isPending, data } = useEnroll();
  if (data) {
    return <EnrollProgress template={template} enrolled={data} onClose={onClose} />;
  }
  const accepted = forecast.forecast?.accepted;
  return (
    <Stack gap="sm">
      <SelectionBar noun="contact" selecting={selecting} ask="Choose who is enrolled" />
      <div className={classes.contacts}>
        <ContactsTable contacts={contacts} chosen={selecting.chosen} onChoose={selecting.choose} />
      </div>
      {chosen && <ForecastWords {...forecast} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!chosen || !forecast.isSettled || accepted === 0}
          loading={isPending}
          onClick={() => chosen && mutate({ templateId: template.id, chosen })}
        >
          {accepted === undefined ? 'Enroll' : `Enroll ${plural(accepted, 'contact')}`}
        </Button>
      </Group>
    </Stack>
  );
}
