import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Panel } from '@/shared/layout/Panel';
import { GuideSteps } from './GuideSteps';
import type { Guide } from './useGuide';

/** The guide through the first five minutes, until it is dismissed. */
export function GuidePanel({ guide }: { guide: Guide }) {
  if (guide.isDismissed || !guide.milestones) {
    return null;
  }
  return (
    <Panel
      title="First five minutes"
      end={
        <>
          <Text size="xs" c="dimmed">
            {guide.done} of {guide.milestones.length}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Dismiss the guide"
            onClick={guide.dismiss}
          >
            <IconX size={14} />
          </ActionIcon>
        </>
      }
    >
      <GuideSteps milestones={guide.milestones} />
    </Panel>
  );
}
