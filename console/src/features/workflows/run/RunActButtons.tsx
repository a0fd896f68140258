import { Button } from '@mantine/core';
import type { RunView } from '@/client';
import { ACT_SIGNS } from '../runs/RunActsMenu';
import { actsOfWhole } from '../runs/runActs';
import { useRunAct } from '../runs/useRunAct';

/** What can be done to the run of the page. */
export function RunActButtons({ run }: { run: RunView }) {
  const { perform, isPending } = useRunAct();
  return actsOfWhole(run).map((act) => {
    const { label, icon: Icon } = ACT_SIGNS[act];
    const harms = act === 'cancel' || act === 'kill';
    return (
      <Button
        key={act}
        size="xs"
        variant={act === 'retry' ? 'filled' : 'default'}
        c={harms ? 'red' : undefined}
        leftSection={<Icon size={14} stroke={1.8} />}
        loading={isPending}
        onClick={() => perform(run, act)}
      >
        {label}
      </Button>
    );
  });
}
