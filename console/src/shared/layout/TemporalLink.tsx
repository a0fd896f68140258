import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';

/** Leads to a workflow in the Temporal Web UI. */
export function TemporalLink({ href }: { href: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      size="xs"
      variant="subtle"
      color="gray"
      rightSection={<IconExternalLink size={14} />}
    >
      Temporal
    </Button>
  );
}
