import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { Page } from '@/shared/layout/Page';
import { ApiKeysSection } from './ApiKeysSection';
import { AuditSection } from './AuditSection';
import { ConnectionsSection } from './ConnectionsSection';
import { InboundRoutesSection } from './InboundRoutesSection';
import { SendingSection } from './SendingSection';
import { WebhooksSection } from './WebhooksSection';

const SECTIONS = [
  { name: 'connections', label: 'Connections', Section: ConnectionsSection },
  { name: 'webhooks', label: 'Webhook endpoints', Section: WebhooksSection },
  { name: 'inbound', label: 'Inbound mail', Section: InboundRoutesSection },
  { name: 'sending', label: 'Sending', Section: SendingSection },
  { name: 'api-keys', label: 'API keys', Section: ApiKeysSection },
  { name: 'audit', label: 'Audit log', Section: AuditSection },
] as const;

/** What connects Stitch with the outside, and who may use it. */
export function SettingsPage() {
  const { section } = useParams();
  const navigate = useNavigate();
  const current = SECTIONS.find(({ name }) => name === section) ?? SECTIONS[0];
  return (
    <Page title="Settings">
      <Tabs
        value={current.name}
        onChange={(name) => name && navigate(`/settings/${name}`)}
        keepMounted={false}
      >
        <Tabs.List aria-label="Settings">
          {SECTIONS.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ name, Section }) => (
          <Tabs.Panel key={name} value={name} pt="md">
            <Section />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
