import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TemplateView } from '@/client';
import { getContactOptions } from '@/client/@tanstack/react-query.gen';
import type { StepDraft } from '../steps/stepDrafts';
import { configOf } from '../templateConfig';
import { planOf } from './calendar';
import { readWindow } from './sendingWindow';

/** When the steps would come, for a contact who is chosen and begins at a moment. */
export function usePreview(template: TemplateView, drafts: readonly StepDraft[]) {
  const [contactId, chooseContact] = useState<string | null>(null);
  const [now] = useState(Date.now);
  const starts = Date.parse(template.startsAt ?? '') || 0;
  const [begins, setBegins] = useState(Math.max(now, starts));
  const contact = useQuery({
    ...getContactOptions({ path: { id: contactId ?? '' } }),
    enabled: contactId !== null,
  }).data;
  const timezone = contact?.timezone;
  const { window: hours } = configOf(template);
  const window = useMemo(() => readWindow(hours), [hours]);
  const plan = useMemo(
    () => planOf(drafts, { begins, window, timezone }),
    [drafts, begins, window, timezone],
  );
  return { contactId, chooseContact, begins, setBegins, plan };
}

export type Preview = ReturnType<typeof usePreview>;
