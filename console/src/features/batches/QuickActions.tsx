import { Button, Menu, Modal, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import type { WorkflowType } from '@/client';
import { AgentForm } from '@/features/agents/start/AgentForm';
import type { Chosen } from '@/features/contacts/choice/selection';
import { useMay } from '@/shared/session/useMay';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { EnrichForm } from './EnrichForm';
import { PruneForm } from './PruneForm';
import { SearchForm } from './SearchForm';
import { SyncForm } from './SyncForm';

type Action = Extract<WorkflowType, 'sync' | 'enrich' | 'search' | 'prune' | 'agent'>;

interface FormProps {
  chosen?: Chosen | undefined;
  onClose: () => void;
}

const ACTIONS: Record<Action, { explains: string; form: ComponentType<FormProps> }> = {
  sync: { explains: 'Read contacts, posts and mail from a platform', form: SyncChosen },
  enrich: { explains: 'Look for what is missing about contacts', form: EnrichForm },
  search: { explains: 'Find new contacts on the web', form: SearchForm },
  prune: { explains: 'Archive contacts that have no place here', form: PruneForm },
  agent: { explains: 'Give a task to a model with tools', form: AgentForm },
};

/** A sync is about whoever is chosen one by one, and else about a whole account. */
function SyncChosen({ chosen, onClose }: FormProps) {
  return <SyncForm contactIds={chosen?.contactIds} onClose={onClose} />;
}

interface Props {
  /** Whom it is about, where somebody is chosen. */
  chosen?: Chosen | undefined;
  /** What is offered; a search finds others than those who are chosen. */
  actions?: readonly Action[];
  size?: 'xs' | 'compact-xs';
}

const ALL = Object.keys(ACTIONS) as Action[];

/** Starts a run of pages, contacts or an agent, after a form that says what it will do. */
export function QuickActions({ chosen, actions = ALL, size = 'xs' }: Props) {
  const mayStart = useMay('operator');
  const [action, setAction] = useState<Action | null>(null);
  const Form = action && ACTIONS[action].form;
  const close = () => setAction(null);
  if (!mayStart) {
    return null;
  }
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={300}>
        <Menu.Target>
          <Button size={size} variant="default" leftSection={<IconBolt size={14} />}>
            Quick actions
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((each) => {
            const { label, icon: Icon } = RUN_TYPES[each];
            return (
              <Menu.Item
                key={each}
                leftSection={<Icon size={16} stroke={1.7} />}
                onClick={() => setAction(each)}
              >
                {label}
                <Text size="xs" c="dimmed">
                  {ACTIONS[each].explains}
                </Text>
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={action !== null}
        onClose={close}
        title={action && RUN_TYPES[action].label}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {Form && <Form chosen={chosen} onClose={close} />}
      </Modal>
    </>
  );
}
