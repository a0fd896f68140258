import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getFirstStepsOptions, getLocalStackOptions } from '@/client/@tanstack/react-query.gen';
import { doneCount, milestones } from './milestones';

export type Guide = ReturnType<typeof useGuide>;

/** How far somebody has come in the first five minutes; asks nothing once the guide is dismissed. */
export function useGuide() {
  const [isDismissed, setDismissed] = useLocalStorage({
    key: 'stitch.guide.dismissed',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const steps = useQuery({ ...getFirstStepsOptions(), enabled: !isDismissed });
  const stack = useQuery({ ...getLocalStackOptions(), enabled: !isDismissed });
  const all = steps.data && stack.data ? milestones(steps.data, stack.data.supervised) : undefined;
  return {
    milestones: all,
    done: all ? doneCount(all) : 0,
    isDismissed,
    isComplete: all ? doneCount(all) === all.length : false,
    dismiss: () => setDismissed(true),
    show: () => setDismissed(false),
  };
}
