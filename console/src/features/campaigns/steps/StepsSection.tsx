import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { replaceTemplateSteps, type TemplateView } from '@/client';
import { ApiError, faultOf } from '@/shared/api/ApiError';
import { notifyDone, notifyFailure } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { CalendarPanel } from '../plan/CalendarPanel';
import { usePreview } from '../plan/usePreview';
import { AddStepMenu } from './AddStepMenu';
import { type StepFaults, StepList } from './StepList';
import classes from './Steps.module.css';
import { areSame, draftsOf, requestOf, type StepDraft } from './stepDrafts';
import { useLeaveWarning } from './useLeaveWarning';

/** The sequence of a template, edited beside the calendar of who would go through it. */
export function StepsSection({ template }: { template: TemplateView }) {
  const mayEdit = useMay('editor') && template.status !== 'completed';
  const refresh = useRefresh();
  const [drafts, setDrafts] = useState(() => draftsOf(template.steps));
  const [opened, open] = useState<string | null>(null);
  const isChanged = !areSame(drafts, template.steps);
  const preview = usePreview(template, drafts);

  // What somebody else saves shows here, unless it would take away what is being edited.
  const [known, setKnown] = useState(template.steps);
  if (known !== template.steps) {
    setKnown(template.steps);
    if (areSame(drafts, known) && !areSame(drafts, template.steps)) {
      setDrafts(draftsOf(template.steps));
    }
  }
  useLeaveWarning(isChanged);

  const save = useMutation({
    mutationFn: (saved: readonly StepDraft[]) =>
      replaceTemplateSteps({
        path: { id: template.id },
        body: { steps: requestOf(saved) },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone('The steps are saved.');
      return refresh(`getTemplate:${template.id}`, 'listTemplates');
    },
    onError: (failure, saved) => {
      const pointer = failure instanceof ApiError && failure.problem.errors?.[0]?.pointer;
      const index = /^\/steps\/(\d+)/.exec(pointer || '')?.[1];
      const faulty = index === undefined ? undefined : saved[Number(index)];
      if (faulty) {
        open(faulty.key);
      } else {
        notifyFailure(failure);
      }
    },
    meta: { showsItsFailure: true },
  });
  const { error, variables } = save;
  // Steps may have changed places since they were refused.
  const places = useMemo(
    () => new Map(variables?.map(({ key }, index) => [key, index])),
    [variables],
  );
  const faults: StepFaults = (key, field) =>
    places.has(key) ? faultOf(error, `/steps/${places.get(key)}${field}`) : undefined;

  return (
    <div className={classes.grid}>
      <div>
        <StepList
          drafts={drafts}
          platform={template.platform}
          plan={preview.plan}
          opened={opened}
          mayEdit={mayEdit}
          faults={faults}
          onOpen={open}
          onChange={setDrafts}
        />
        {mayEdit && (
          <Group justify="space-between" mt="sm">
            <AddStepMenu
              drafts={drafts}
              onAdd={(added) => {
                setDrafts(added);
                open(added.at(-1)?.key ?? null);
              }}
            />
            <Group gap="xs">
              {isChanged && (
                <>
                  <Text size="xs" c="dimmed" role="status">
                    Not saved yet
                  </Text>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    onClick={() => {
                      setDrafts(draftsOf(template.steps));
                      save.reset();
                    }}
                  >
                    Discard
                  </Button>
                </>
              )}
              <Button
                size="xs"
                disabled={!isChanged}
                loading={save.isPending}
                onClick={() => save.mutate(drafts)}
              >
                Save steps
              </Button>
            </Group>
          </Group>
        )}
        {isChanged && template.enrollmentCount > 0 && (
          <Text size="xs" c="dimmed" mt="xs">
            {plural(template.enrollmentCount, 'enrollment')} so far: those that have begun keep the
            steps that they began with.
          </Text>
        )}
      </div>
      <CalendarPanel drafts={drafts} preview={preview} />
    </div>
  );
}
