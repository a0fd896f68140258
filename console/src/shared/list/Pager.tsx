import { Group, Pagination, Text } from '@mantine/core';
import { formatCount } from '@/shared/format/number';

interface Props {
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
  /** Whether there may be more than were counted. */
  isMore?: boolean;
}

/** Which rows of how many are shown, and the way to the others. */
export function Pager({ page, pageSize, total, onPage, isMore = false }: Props) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <Group justify="space-between" mt="sm" mih={32}>
      <Text size="xs" c="dimmed">
        {first > total ? 'Past the end' : `${formatCount(first)}–${formatCount(last)}`} of{' '}
        {formatCount(total)}
        {isMore && ' or more'}
      </Text>
      {pages > 1 && (
        <Pagination
          size="sm"
          value={Math.min(page, pages)}
          total={pages}
          onChange={onPage}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
        />
      )}
    </Group>
  );
}
