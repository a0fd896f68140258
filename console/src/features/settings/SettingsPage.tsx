import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Page } from '@/shared/layout/Page';
import { ApiKeysSection } from './ApiKeysSection';
import { AuditSection } from './AuditSection';
import { BudgetsSection } from './BudgetsSection';
import { ConnectionsSection } from './ConnectionsSection';
import { InboundRoutesSection } from './InboundRoutesSection';
import { SendingSection } from './SendingSection';
import { SuppressionsSection } from './SuppressionsSection';
import { SETTINGS_SECTIONS, type SettingsSection } from './sections';
import { useSettingsSections } from './useSettingsSections';
import { WebhooksSection } from './WebhooksSection';

const CONTENTS: Record<SettingsSection, ComponentType> = {
  connections: ConnectionsSection,
  webhooks: WebhooksSection,
  inbound: InboundRoutesSection,
  sending: SendingSection,
  budgets: BudgetsSection,
  suppressions: SuppressionsSection,
  'api-keys': ApiKeysSection,
  audit: AuditSection,
};

/** What connects Stitch with the outside, and who may use it. */
export function SettingsPage() {
  const { section } = useParams();
  const navigate = useNavigate();
  const sections = useSettingsSections();
  const current = sections.find(({ name }) => name === section) ?? SETTINGS_SECTIONS[0];
  const Section = CONTENTS[current.name];
  return (
    <Page title="Settings">
      <Tabs
        value={current.name}
        onChange={(name) => name && navigate(`/settings/${name}`)}
        keepMounted={false}
      >
        <Tabs.List aria-label="Settings">
          {sections.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={current.name} pt="md">
          <Section />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
