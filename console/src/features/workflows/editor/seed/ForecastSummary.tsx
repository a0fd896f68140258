import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SeedingForecast } from '@/client';
import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { SkippedList } from './SkippedList';

/** What would come of the choice: how many start, and who does not and why. */
export function ForecastSummary({ forecast }: { forecast: SeedingForecast | undefined }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  if (!forecast) {
    return <Skeleton height={22} width={260} />;
  }
  const { accepted, skipped, skippedCount, skippedByReason } = forecast;
  const reasons = Object.entries(skippedByReason)
    .map(([reason, count]) => `${formatCount(count)} ${humanize(reason).toLowerCase()}`)
    .join(', ');
  return (
    <Stack gap={8}>
      <Group gap={8} mih={22} role="status" aria-label="Forecast">
        <Text size="sm">
          <b>{formatCount(accepted)}</b> will start
          {skippedCount > 0 && (
            <>
              , <b>{formatCount(skippedCount)}</b> will be skipped: {reasons}
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
      {isOpen && skippedCount > 0 && <SkippedList skipped={skipped} count={skippedCount} />}
    </Stack>
  );
}
