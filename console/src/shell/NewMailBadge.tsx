import { Badge } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { listMailsOptions } from '@/client/@tanstack/react-query.gen';
import { formatCompact, plural } from '@/shared/format/number';

/** How many mails have been sent since this browser last looked into the mailbox. */
export function NewMailBadge() {
  const { pathname } = useLocation();
  const mails = useQuery(listMailsOptions({ query: { direction: 'outbound', pageSize: 1 } }));
  const total = mails.data?.total;
  const [seen, setSeen] = useLocalStorage<number | null>({
    key: 'stitch.mail.seen',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const isLooking = pathname.startsWith('/mailbox');
  useEffect(() => {
    // What was there before the first visit is nothing new, nor is anything after a fresh start.
    if (total !== undefined && (isLooking || seen === null || seen > total)) {
      setSeen(total);
    }
  }, [total, seen, isLooking, setSeen]);
  const fresh = total === undefined || seen === null ? 0 : total - seen;
  if (fresh <= 0) {
    return null;
  }
  return (
    <Badge
      size="sm"
      variant="light"
      color="iris"
      radius="sm"
      role="img"
      aria-label={plural(fresh, 'new mail')}
    >
      {formatCompact(fresh)}
    </Badge>
  );
}
