import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { Link } from 'react-router';
import { May } from '@/shared/session/May';

/** Leads from where nothing is yet to what can be tried. */
export function ToBlueprints() {
  return (
    <May needs="editor">
      <Button
        component={Link}
        to="/help"
        size="xs"
        variant="light"
        leftSection={<IconSparkles size={14} />}
      >
        Try a blueprint
      </Button>
    </May>
  );
}
