import { Alert, Anchor, Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Blueprint } from '@/client';
import { templatePath } from '@/features/campaigns/templatePath';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { May } from '@/shared/session/May';
import { BlueprintSpine } from './BlueprintSpine';
import classes from './Blueprints.module.css';
import { useTryBlueprint } from './useTryBlueprint';

/** A blueprint in the gallery: what it is, what it shows, and a button to try it. */
export function BlueprintCard({ blueprint }: { blueprint: Blueprint }) {
  const attempt = useTryBlueprint();
  const missing = blueprint.needs.filter(({ met }) => !met);
  return (
    <li>
      <article className={classes.card} aria-label={blueprint.title}>
        <BlueprintSpine blueprint={blueprint} />
        <Title order={3} size="h2">
          {blueprint.title}
        </Title>
        <Text size="sm" c="dimmed">
          {blueprint.description}
        </Text>
        <Group gap={6}>
          {blueprint.shows.map((shown) => (
            <Badge key={shown} variant="default" radius="sm" tt="none" fw={500}>
              {shown}
            </Badge>
          ))}
        </Group>
        {missing.length > 0 && (
          <Alert color="yellow" p="xs">
            Needs a connection first: {missing.map(({ toolkit }) => toolkit).join(', ')}.
          </Alert>
        )}
        <div className={classes.foot}>
          <May needs="editor">
            <Button
              size="xs"
              leftSection={<IconPlayerPlay size={14} />}
              loading={attempt.isPending}
              aria-label={`Try it: ${blueprint.title}`}
              onClick={() => attempt.mutate(blueprint)}
            >
              Try it
            </Button>
          </May>
          {blueprint.flowId && (
            <Anchor component={Link} to={`/workflows/flows/${blueprint.flowId}`} size="xs">
              Open the flow
            </Anchor>
          )}
          {blueprint.templateId && (
            <Anchor component={Link} to={templatePath({ id: blueprint.templateId })} size="xs">
              Open the template
            </Anchor>
          )}
          {blueprint.lastTriedAt && (
            <Text size="xs" c="dimmed" ml="auto">
              Tried <RelativeTime at={blueprint.lastTriedAt} />
            </Text>
          )}
        </div>
      </article>
    </li>
  );
}
