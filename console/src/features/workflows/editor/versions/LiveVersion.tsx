import { Text } from '@mantine/core';
import type { Flow } from '@/client';
import { Since } from '@/shared/format/Since';
import { liveWords } from './liveWords';
import { useVersions } from './useVersions';

/** Which version of a flow is live, since when, by whom and why. */
export function LiveVersion({ flow }: { flow: Pick<Flow, 'id' | 'latestVersion'> }) {
  const versions = useVersions(flow.id);
  if (!flow.latestVersion) {
    return <>never published</>;
  }
  const live = versions.data?.data.find(({ version }) => version === flow.latestVersion);
  const why = live ? liveWords(live) : '';
  return (
    <>
      version {flow.latestVersion} live
      {live && (
        <>
          {' '}
          <Since at={live.liveSince} />
        </>
      )}
      {why && (
        <Text span inherit truncate title={why}>
          {' '}
          {why}
        </Text>
      )}
    </>
  );
}
