import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconFileExport,
  IconTags,
  IconUsersPlus,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { FlowSummary } from '@/client';
import { withOpen } from '@/shared/layout/useAddressedDisclosure';
import { useMay } from '@/shared/session/useMay';
import { FlowTagsModal } from './FlowTagsModal';
import { flowPath } from './flowWords';
import { useFlowActs } from './useFlowActs';

/** What can be done to a flow right where it is listed. */
export function FlowActsMenu({ flow }: { flow: FlowSummary }) {
  const acts = useFlowActs();
  const mayStart = useMay('operator');
  const mayEdit = useMay('editor');
  const [isTagging, tagging] = useDisclosure(false);
  const isArchived = flow.archivedAt !== null;
  if (isArchived && !mayEdit) {
    return null;
  }
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            loading={acts.isPending}
            aria-label={`Actions for ${flow.name}`}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isArchived ? (
            <Menu.Item
              leftSection={<IconArchiveOff size={15} stroke={1.7} />}
              onClick={() => acts.restore(flow)}
            >
              Restore
            </Menu.Item>
          ) : (
            <>
              {mayStart && flow.kind === 'bmc' && typeof flow.latestVersion === 'number' && (
                <Menu.Item
                  component={Link}
                  to={withOpen(flowPath(flow), 'start')}
                  leftSection={<IconUsersPlus size={15} stroke={1.7} />}
                >
                  Start journeys
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconFileExport size={15} stroke={1.7} />}
                onClick={() => acts.exportFile(flow)}
              >
                Export
              </Menu.Item>
              {mayEdit && (
                <>
                  <Menu.Item
                    leftSection={<IconCopy size={15} stroke={1.7} />}
                    onClick={() => acts.duplicate(flow)}
                  >
                    Duplicate
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconTags size={15} stroke={1.7} />}
                    onClick={tagging.open}
                  >
                    Tags
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    leftSection={<IconArchive size={15} stroke={1.7} />}
                    onClick={() => acts.archive(flow)}
                  >
                    Archive
                  </Menu.Item>
                </>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <FlowTagsModal flow={flow} opened={isTagging} onClose={tagging.close} />
    </>
  );
}
