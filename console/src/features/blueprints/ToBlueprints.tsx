import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { Link } from 'react-router';

/** Leads from where nothing is yet to what can be tried. */
export function ToBlueprints() {
  return (
    <Button
      component={Link}
      to="/help"
      size="xs"
      variant="light"
      leftSection={<IconSparkles size={14} />}
    >
      Try a blueprint
    </Button>
  );
}
