import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChosenMany } from '@/shared/list/choice/selection';
import { useRefresh } from '@/shared/live/useRefresh';
import { ManyActDialog } from './ManyActDialog';
import type { ManyActType } from './ManyActType';

interface Props {
  acts: readonly ManyActType[];
  /** An object that stays the same while it says the same. */
  chosen: ChosenMany<Record<string, unknown>>;
  count: number;
  /** The flow that all of them are on; of journeys only. */
  flowId?: string;
  /** Told when an act has begun and its dialog is closed. */
  onActed?: () => void;
}

/** What can be done to all that is chosen. */
export function ManyActs({ acts, chosen, count, flowId, onActed }: Props) {
  const [asked, setAsked] = useState<ManyActType | null>(null);
  const refresh = useRefresh();
  return (
    <>
      {acts.map((act) => {
        const { kind, label, icon: Icon, harms } = act;
        return (
          <Button
            key={kind}
            size="compact-xs"
            variant="default"
            c={harms ? 'red' : undefined}
            leftSection={<Icon size={13} stroke={1.8} />}
            onClick={() => setAsked(act)}
          >
            {label}
          </Button>
        );
      })}
      {asked && (
        <ManyActDialog
          act={asked}
          chosen={chosen}
          count={count}
          flowId={flowId}
          onClose={(hasBegun) => {
            setAsked(null);
            if (hasBegun) {
              // One that goes on shows above its list from now on.
              refresh('listBulkOperations');
              onActed?.();
            }
          }}
        />
      )}
    </>
  );
}
