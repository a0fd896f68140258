import { Panel } from '@/shared/layout/Panel';
import { Engagements } from './Engagements';

/** What was done between us and a contact on platforms, and what is to come. */
export function ContactEngagements({ contactId }: { contactId: string }) {
  return (
    <Panel title="Engagements" flush>
      <Engagements of={{ contactId }} none="Nothing on any platform yet" />
    </Panel>
  );
}
