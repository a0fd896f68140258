import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { MomentField } from '@/shared/forms/MomentField';
import type { About } from './SettingsSection';

interface Props {
  about: About;
  fault: (field: string) => string | undefined;
  onChange: (change: Partial<About>) => void;
}

/** What a template is called, and when it begins and ends by itself. */
export function AboutFields({ about, fault, onChange }: Props) {
  return (
    <Stack gap="sm">
      <TextInput
        size="xs"
        label="Name"
        required
        value={about.name}
        error={fault('/name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        label="Description"
        autosize
        minRows={2}
        value={about.description}
        error={fault('/description')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <MomentField
          size="xs"
          label="Starts"
          description="Before, nobody begins."
          value={about.startsAt}
          error={fault('/startsAt')}
          onChange={(startsAt) => onChange({ startsAt })}
        />
        <MomentField
          size="xs"
          label="Ends"
          description="Then it completes."
          value={about.endsAt}
          error={fault('/endsAt')}
          onChange={(endsAt) => onChange({ endsAt })}
        />
      </SimpleGrid>
    </Stack>
  );
}
