import { Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';

/** What stands where a page cannot: it is not there, or it broke. */
export function RouteError() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <EmptyState
        icon={IconMap2}
        title="There is no such page"
        action={
          <Button component={Link} to="/" variant="default" size="xs">
            To the dashboard
          </Button>
        }
      />
    );
  }
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
