import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateView } from '@/client';
import { useMay } from '@/shared/session/useMay';
import { EnrollButton } from '../enrolling/EnrollButton';
import { ACT_SIGNS } from './actSigns';
import { TemplateActDialog } from './TemplateActDialog';
import { actsOf, type TemplateAct } from './templateActs';

/** What can be done to a template: the likeliest as a button, the rest in a menu. */
export function TemplateActions({ template }: { template: TemplateView }) {
  const [asked, ask] = useState<TemplateAct | null>(null);
  const mayOperate = useMay('operator');
  const mayEdit = useMay('editor');
  const acts = actsOf(template.status).filter((act) => (act === 'delete' ? mayEdit : mayOperate));
  const isShown = (act: TemplateAct) => act === 'activate' || act === 'pause';
  const shown = acts.filter(isShown);
  const others = acts.filter((act) => !isShown(act));
  return (
    <>
      {mayOperate && template.status !== 'completed' && <EnrollButton template={template} />}
      {shown.map((act) => {
        const { label, icon: Icon } = ACT_SIGNS[act];
        return (
          <Button
            key={act}
            size="xs"
            variant={act === 'activate' ? 'filled' : 'default'}
            leftSection={<Icon size={14} />}
            onClick={() => ask(act)}
          >
            {label}
          </Button>
        );
      })}
      {others.length > 0 && (
        <Menu position="bottom-end" shadow="md" width={180}>
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More actions">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((act) => {
              const { label, icon: Icon } = ACT_SIGNS[act];
              return (
                <Menu.Item
                  key={act}
                  color={act === 'delete' ? 'red' : undefined}
                  leftSection={<Icon size={15} stroke={1.7} />}
                  onClick={() => ask(act)}
                >
                  {label}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <TemplateActDialog template={template} act={asked} onClose={() => ask(null)} />}
    </>
  );
}
