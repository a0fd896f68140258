import { Paper } from '@mantine/core';
import { useFocusTrap, useMergedRef } from '@mantine/hooks';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { StepType } from '@/client';
import type { Point } from '../model/edits';
import { StepChoices, stepGroups } from '../panels/StepChoices';
import classes from './Canvas.module.css';

interface Props {
  /** Where on the canvas, in pixels from its corner. */
  at: Point;
  stepTypes: readonly StepType[];
  onPick: (type: string) => void;
  onClose: () => void;
}

/** Asks which step is wanted, at the place where it is wanted. */
export function StepPicker({ at, stepTypes, onPick, onClose }: Props) {
  const picker = useRef<HTMLDivElement>(null);
  const inside = useMergedRef(picker, useFocusTrap());
  const leave = useEffectEvent((event: PointerEvent) => {
    if (!picker.current?.contains(event.target as Node)) {
      onClose();
    }
  });
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  useEffect(() => {
    const watch = (event: PointerEvent) => leave(event);
    // Before the canvas, which keeps to itself what it is pressed for.
    document.addEventListener('pointerdown', watch, true);
    return () => document.removeEventListener('pointerdown', watch, true);
  }, []);
  return (
    <Paper
      ref={inside}
      role="dialog"
      aria-label="Choose a step"
      className={classes.picker}
      shadow="md"
      withBorder
      style={{ left: at.x, top: at.y }}
      onKeyDown={(event) => {
        // Neither the canvas nor the page acts on what is typed here.
        event.stopPropagation();
        if (event.key === 'Escape') {
          onClose();
        }
      }}
    >
      <StepChoices
        groups={stepGroups(stepTypes, onPick)}
        placeholder="Find a step"
        label="Search the steps"
        isFocused
      />
    </Paper>
  );
}
