import { Alert, Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCount } from '@/shared/format/number';
import { SkippedContacts } from './SkippedContacts';
import { reasonsWords } from './skipWords';
import type { EnrollForecast } from './useEnrollForecast';

/** What would come of the choice: how many are enrolled, and who is not and why. */
export function ForecastWords({ forecast, error }: EnrollForecast) {
  const [isOpen, { toggle }] = useDisclosure(false);
  if (error) {
    return (
      <Alert color="red" role="alert" title="These cannot be enrolled">
        {error.message}
      </Alert>
    );
  }
  if (!forecast) {
    return <Skeleton height={22} width={260} />;
  }
  const { accepted, skipped, skippedCount, skippedByReason } = forecast;
  return (
    <Stack gap={8}>
      <Group gap={8} mih={22} role="status" aria-label="Forecast">
        <Text size="sm">
          <b>{formatCount(accepted)}</b> will be enrolled
          {skippedCount > 0 && (
            <>
              , <b>{formatCount(skippedCount)}</b> skipped: {reasonsWords(skippedByReason)}
            </>
          )}
        </Text>
        {skippedCount > 0 && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-expanded={isOpen}
            onClick={toggle}
          >
            {isOpen ? 'Hide them' : 'Show them'}
          </Anchor>
        )}
      </Group>
      {isOpen && skippedCount > 0 && <SkippedContacts skipped={skipped} count={skippedCount} />}
    </Stack>
  );
}
