import { Alert, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { TemplateWarning } from '@/client';

/** What a template says without effect. */
export function TemplateWarnings({ warnings }: { warnings: readonly TemplateWarning[] }) {
  if (warnings.length === 0) {
    return null;
  }
  return (
    <Alert
      color="orange"
      variant="light"
      mb="md"
      icon={<IconAlertCircle size={18} />}
      title="Kept, but without effect"
    >
      <List size="sm">
        {warnings.map(({ pointer, message }) => (
          <List.Item key={pointer}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
