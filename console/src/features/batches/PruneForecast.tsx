import { Alert, List, ScrollArea, Stack, Text } from '@mantine/core';
import type { PruneRehearsalForecast } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { formatCount, plural } from '@/shared/format/number';

/** Whom a pruning would archive, by number and by name, before anybody is. */
export function PruneForecast({ forecast }: { forecast: PruneRehearsalForecast }) {
  const { matched, sample, evaluated, failed, firstFailure, complete } = forecast;
  const others = matched - sample.length;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} role="status">
        {formatCount(matched)} of {plural(evaluated, 'contact')} would be archived
        {complete ? '.' : ', and more: there are too many to look at all of them now.'}
      </Text>
      {failed > 0 && (
        <Alert color="orange" variant="light">
          Of {plural(failed, 'contact')} it cannot be told, and they stay. {firstFailure}
        </Alert>
      )}
      {sample.length > 0 && (
        <ScrollArea.Autosize mah={180} viewportProps={{ tabIndex: 0 }}>
          <List size="sm" aria-label="Who would be archived">
            {sample.map((contact) => (
              <List.Item key={contact.id}>
                {contactName(contact)}
                {contact.name && contact.email && (
                  <Text span inherit c="dimmed">
                    {' '}
                    {contact.email}
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        </ScrollArea.Autosize>
      )}
      {others > 0 && (
        <Text size="xs" c="dimmed">
          and {plural(others, 'other')}
        </Text>
      )}
    </Stack>
  );
}
