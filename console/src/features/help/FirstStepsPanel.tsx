import { Anchor, List } from '@mantine/core';
import { Link } from 'react-router';
import { Panel } from '@/shared/layout/Panel';

/** How one begins with flows and contacts of one's own. */
export function FirstStepsPanel() {
  return (
    <Panel title="First steps">
      <List type="ordered" spacing={8} size="sm">
        <List.Item>
          <Anchor component={Link} to="/contacts" size="sm" underline="always">
            Add or import contacts
          </Anchor>
          .
        </List.Item>
        <List.Item>
          Look at the{' '}
          <Anchor component={Link} to="/workflows/flows" size="sm" underline="always">
            flows
          </Anchor>{' '}
          or make one: a business flow has the stages, system flows do the work at them.
        </List.Item>
        <List.Item>Start journeys on a business flow and watch them on its board.</List.Item>
        <List.Item>
          Read what was sent in the{' '}
          <Anchor component={Link} to="/mailbox" size="sm" underline="always">
            mailbox
          </Anchor>{' '}
          and answer it as its reader would.
        </List.Item>
        <List.Item>
          Decide what waits for you in the{' '}
          <Anchor component={Link} to="/inbox" size="sm" underline="always">
            inbox
          </Anchor>
          .
        </List.Item>
      </List>
    </Panel>
  );
}
