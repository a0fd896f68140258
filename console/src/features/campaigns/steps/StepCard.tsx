import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Badge, Text, ThemeIcon } from '@mantine/core';
import { IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { Platform } from '@/client';
import type { PlannedStep } from '../plan/calendar';
import { StepForm } from './StepForm';
import classes from './Steps.module.css';
import type { StepDraft } from './stepDrafts';
import { delayWords, STEP_TYPES, summaryOf } from './stepWords';

interface Props {
  draft: StepDraft;
  index: number;
  drafts: readonly StepDraft[];
  platform: Platform | null | undefined;
  planned: PlannedStep | undefined;
  isOpen: boolean;
  mayEdit: boolean;
  fault: (field: string) => string | undefined;
  onToggle: () => void;
  onChange: (change: Partial<Omit<StepDraft, 'key'>>) => void;
  onRemove: () => void;
}

/** A step in the list: what it does and when, and its settings once it is opened. */
export function StepCard(props: Props) {
  const { draft, index, planned, isOpen, mayEdit, fault, onToggle, onRemove } = props;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, ...sortable } = useSortable({
    id: draft.key,
  });
  const { label, icon: Icon } = STEP_TYPES[draft.stepType];
  const name = `step ${index + 1}`;
  const wrong = fault('') ?? fault('/config');
  const formId = `${draft.key}-settings`;
  return (
    <li
      ref={setNodeRef}
      className={classes.step}
      data-faulty={wrong ? true : undefined}
      data-dragged={sortable.isDragging || undefined}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
      }}
    >
      <div className={classes.head}>
        {mayEdit && (
          <ActionIcon
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            className={classes.handle}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Move ${name}`}
          >
            <IconGripVertical size={15} />
          </ActionIcon>
        )}
        <button
          type="button"
          className={`mantine-focus-auto ${classes.title}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? formId : undefined}
          onClick={onToggle}
        >
          <ThemeIcon variant="light" size={28} radius="sm">
            <Icon size={16} stroke={1.7} aria-hidden />
          </ThemeIcon>
          <span className={classes.words}>
            <Text size="sm" fw={500} component="span" display="block">
              {index + 1}. {label}
            </Text>
            <Text size="xs" c="dimmed" component="span" display="block" truncate>
              {[delayWords(draft.delayHours, index === 0), summaryOf(draft)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </span>
          {planned?.day !== undefined && (
            <Badge variant="light" color="gray" radius="sm" tt="none" fw={500}>
              Day {planned.day}
            </Badge>
          )}
        </button>
        {mayEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Remove ${name}`}
            onClick={onRemove}
          >
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </div>
      {wrong && (
        <Text size="xs" c="red" px={16} pb={8} role="alert">
          {wrong}
        </Text>
      )}
      {isOpen && (
        <fieldset id={formId} className={classes.form} disabled={!mayEdit} aria-label={name}>
          <StepForm {...props} />
        </fieldset>
      )}
    </li>
  );
}
