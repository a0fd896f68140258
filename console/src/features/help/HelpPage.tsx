import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { BlueprintGallery } from '@/features/blueprints/BlueprintGallery';
import { GuidePanel } from '@/features/minutes/GuidePanel';
import { useGuide } from '@/features/minutes/useGuide';
import { WorkerPanel } from '@/features/worker/WorkerPanel';
import { Page } from '@/shared/layout/Page';
import { useMay } from '@/shared/session/useMay';
import { FirstStepsPanel } from './FirstStepsPanel';
import { ProgramsPanel } from './ProgramsPanel';
import { ShortcutsPanel } from './ShortcutsPanel';
import { WordsPanel } from './WordsPanel';

/** What can be tried, first steps, words, shortcuts and where to read more. */
export function HelpPage() {
  const guide = useGuide();
  const mayEdit = useMay('editor');
  return (
    <Page
      title="Help"
      actions={
        guide.isDismissed &&
        mayEdit && (
          <Button size="xs" variant="default" onClick={guide.show}>
            Show the first five minutes
          </Button>
        )
      }
    >
      <Stack gap="md">
        {mayEdit && <GuidePanel guide={guide} />}
        <section aria-labelledby="blueprints">
          <Title order={2} id="blueprints" mt="xs">
            Blueprints
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            Whole flows to try with sample people. Their mail stays in the mailbox of this machine.
          </Text>
          <BlueprintGallery />
        </section>
        <div id="worker">
          <WorkerPanel />
        </div>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Stack gap="md">
            {mayEdit && <FirstStepsPanel />}
            <ShortcutsPanel />
            <ProgramsPanel />
          </Stack>
          <WordsPanel />
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
