import { Badge, Button, Group, List, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type MailTemplateView, restoreMailTemplateVersion } from '@/client';
import { listMailTemplateVersionsOptions } from '@/client/@tanstack/react-query.gen';
import { notifyDone } from '@/shared/feedback/notify';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';

interface Props {
  mail: MailTemplateView;
  /** Whether there are texts that a restored version would take the place of. */
  isChanged: boolean;
  onRestored: (mail: MailTemplateView) => void;
}

/** What saved mail said before, to bring back. */
export function MailVersions({ mail, isChanged, onRestored }: Props) {
  const mayEdit = useMay('editor');
  const refresh = useRefresh();
  const versions = useQuery(
    listMailTemplateVersionsOptions({ path: { id: mail.id }, query: { pageSize: 50 } }),
  ).data?.data;
  const restore = useMutation({
    mutationFn: async (version: number) =>
      (
        await restoreMailTemplateVersion({
          path: { id: mail.id, version },
          throwOnError: true,
        })
      ).data,
    onSuccess: (now) => {
      notifyDone(`Version ${now.version} is shown again.`);
      onRestored(now);
      return refresh(`getMailTemplate:${mail.id}`, 'listMailTemplates');
    },
  });
  return (
    <Panel title="Versions">
      <List listStyleType="none" spacing={6} aria-label="Versions">
        {versions?.map(({ version, subject, createdAt }) => (
          <List.Item key={version}>
            <Group gap={8}>
              <Text size="sm" fw={500}>
                Version {version}
              </Text>
              <Text size="sm" truncate maw={220}>
                {subject}
              </Text>
              <RelativeTime at={createdAt} c="dimmed" />
              {version === mail.version && (
                <Badge size="sm" variant="light">
                  Shown
                </Badge>
              )}
              {version !== mail.version && mayEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={isChanged}
                  title={isChanged ? 'Save or discard what is not saved yet' : undefined}
                  loading={restore.isPending && restore.variables === version}
                  onClick={() => restore.mutate(version)}
                >
                  Restore version {version}
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
