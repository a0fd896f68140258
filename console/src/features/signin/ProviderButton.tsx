import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';

interface Props {
  name: string;
  /** Where to go on afterwards. */
  next: string;
}

/** Leads to the identity provider, which sends its people back signed in. */
export function ProviderButton({ name, next }: Props) {
  return (
    <Button
      component="a"
      href={`/api/session/oidc?returnTo=${encodeURIComponent(next)}`}
      leftSection={<IconLogin2 size={16} />}
      fullWidth
    >
      Continue with {name}
    </Button>
  );
}
