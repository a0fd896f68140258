import { Badge, Button, Group, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSparkles } from '@tabler/icons-react';
import { useMay } from '@/shared/session/useMay';
import classes from '@/shell/Shell.module.css';
import { GuideSteps } from './GuideSteps';
import { useGuide } from './useGuide';

/** Keeps the guide at hand on every page, until it is done or dismissed. */
export function GuideNav() {
  const guide = useGuide();
  const mayEdit = useMay('editor');
  const [isOpen, open] = useDisclosure(false);
  if (!mayEdit || guide.isDismissed || guide.isComplete || !guide.milestones) {
    return null;
  }
  const progress = `${guide.done} of ${guide.milestones.length}`;
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => !opened && open.close()}
      position="right-end"
      width={320}
      shadow="md"
      withinPortal
      trapFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={`mantine-focus-auto ${classes.item} ${classes.guide}`}
          onClick={open.toggle}
        >
          <IconSparkles size={17} stroke={1.7} aria-hidden />
          <span className={classes.label}>First five minutes</span>
          <span className={classes.count}>
            <Badge
              size="sm"
              variant="light"
              color="iris"
              radius="sm"
              tt="none"
              role="img"
              aria-label={`${progress} done`}
            >
              {guide.done}/{guide.milestones.length}
            </Badge>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="First five minutes">
        <GuideSteps milestones={guide.milestones} onLeave={open.close} />
        <Group justify="space-between" mt="md">
          <Text size="xs" c="dimmed">
            Ticked by what has really happened.
          </Text>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={guide.dismiss}>
            Dismiss
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
