import { useMutation } from '@tanstack/react-query';
import {
  deleteSchedule,
  pauseSchedule,
  resumeSchedule,
  runSchedule,
  type ScheduleView,
} from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** The acts on a schedule that need no more than a click. */
export function useScheduleActs(schedule: ScheduleView, onRemoved: () => void) {
  const refresh = useRefresh();
  const path = { id: schedule.id };
  const changed = () => refresh('listSchedules', `getSchedule:${schedule.id}`);
  const run = useMutation({
    mutationFn: () => runSchedule({ path, throwOnError: true }),
    onSuccess: () => {
      notifyDone('It is told to run now.');
      return changed();
    },
  });
  const pause = useMutation({
    mutationFn: () =>
      schedule.paused
        ? resumeSchedule({ path, throwOnError: true })
        : pauseSchedule({ path, throwOnError: true }),
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: () => deleteSchedule({ path, throwOnError: true }),
    onSuccess: () => {
      notifyDone(`${schedule.name} is deleted.`);
      onRemoved();
      return refresh('listSchedules');
    },
  });
  return { run, pause, remove };
}
