import { Tabs } from '@mantine/core';
import { IconChartBar, IconListNumbers, IconSettings, IconUsers } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import type { TemplateView } from '@/client';
import { EnrollmentsSection } from '../enrollments/EnrollmentsSection';
import { ResultsSection } from '../results/ResultsSection';
import { SettingsSection } from '../settings/SettingsSection';
import { StepsSection } from '../steps/StepsSection';

const FIRST = 'steps';

/** What a template consists of, a section at a time. */
export function TemplateSections({ template }: { template: TemplateView }) {
  const [params, setParams] = useSearchParams();
  const section = params.get('section') ?? FIRST;
  return (
    <Tabs
      value={section}
      onChange={(chosen) =>
        setParams(chosen && chosen !== FIRST ? { section: chosen } : {}, { replace: true })
      }
      // What is being edited in one section stays while another one is looked at.
      keepMounted
    >
      <Tabs.List aria-label="Sections of the template">
        <Tabs.Tab value="steps" leftSection={<IconListNumbers size={15} />}>
          Steps
        </Tabs.Tab>
        <Tabs.Tab value="enrollments" leftSection={<IconUsers size={15} />}>
          Enrollments
        </Tabs.Tab>
        <Tabs.Tab value="results" leftSection={<IconChartBar size={15} />}>
          Results
        </Tabs.Tab>
        <Tabs.Tab value="settings" leftSection={<IconSettings size={15} />}>
          Settings
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="steps" pt="md">
        <StepsSection template={template} />
      </Tabs.Panel>
      <Tabs.Panel value="enrollments" pt="md">
        <EnrollmentsSection template={template} />
      </Tabs.Panel>
      <Tabs.Panel value="results" pt="md">
        {/* Counted only while somebody looks. */}
        {section === 'results' && <ResultsSection template={template} />}
      </Tabs.Panel>
      <Tabs.Panel value="settings" pt="md">
        <SettingsSection template={template} />
      </Tabs.Panel>
    </Tabs>
  );
}
