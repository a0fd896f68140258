import { Tabs } from '@mantine/core';
import { useNavigate } from 'react-router';
import { WORKFLOW_PLACES, type WorkflowPlace } from './workflowPlaces';

/** The sides of workflows: what runs, what can run, who is on the way, whom campaigns reach, mail, conversations with agents, times, working copies of repositories, and what all of it came to. */
export function WorkflowTabs({ value }: { value: WorkflowPlace }) {
  const navigate = useNavigate();
  return (
    <Tabs value={value} onChange={(to) => to && navigate(to)} mb="md">
      <Tabs.List aria-label="Workflows">
        {WORKFLOW_PLACES.map(({ to, label, icon: Icon }) => (
          <Tabs.Tab key={to} value={to} leftSection={<Icon size={15} stroke={1.7} />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
