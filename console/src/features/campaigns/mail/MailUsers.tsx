import { Anchor, Group, List, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MailTemplateUse, MailTemplateView } from '@/client';
import { Panel } from '@/shared/layout/Panel';
import { templatePath } from '../templatePath';

const pathOf = (use: MailTemplateUse) =>
  use.kind === 'template' ? templatePath(use) : `/workflows/flows/${use.id}`;

/** Which campaigns and flows hold which version of saved mail. */
export function MailUsers({ mail }: { mail: MailTemplateView }) {
  return (
    <Panel title="Used by">
      {mail.usedBy.length === 0 ? (
        <Text size="sm" c="dimmed">
          No campaign that goes on and no published flow uses it.
        </Text>
      ) : (
        <List listStyleType="none" spacing={4}>
          {mail.usedBy.map((use) => (
            <List.Item key={`${use.kind} ${use.id} ${use.version}`}>
              <Group gap={8}>
                <Anchor component={Link} to={pathOf(use)} size="sm">
                  {use.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {use.kind === 'template' ? 'template' : 'flow'}, version {use.version}
                </Text>
              </Group>
            </List.Item>
          ))}
        </List>
      )}
    </Panel>
  );
}
