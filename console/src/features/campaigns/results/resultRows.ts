import type { TemplateResults, TemplateResultsCounts, TemplateView } from '@/client';

/** One line of results: a step, or one of its variants. */
export interface ResultRow {
  key: string;
  /** As the list of steps numbers it, from 1. */
  step: number;
  label: string;
  /** Null for the step as a whole. */
  variant: string | null;
  counts: TemplateResultsCounts;
  wins: boolean;
}

/** Steps in their order, each before its variants. */
export function resultRows(results: TemplateResults, template: TemplateView): ResultRow[] {
  return results.steps.flatMap((step) => {
    const number = step.stepIndex + 1;
    const label = subjectOf(template, step.stepIndex) ?? `Step ${number}`;
    const whole = {
      key: `${number}`,
      step: number,
      label,
      variant: null,
      counts: step.counts,
      wins: false,
    };
    return [
      whole,
      ...step.variants.map(({ name, counts }) => ({
        ...whole,
        key: `${number} ${name}`,
        variant: name,
        counts,
        wins: name === step.winner,
      })),
    ];
  });
}

/** What a step's mail is called; steps may have changed since it went out. */
function subjectOf(template: TemplateView, index: number): string | null {
  const config = template.steps[index]?.config as { subject?: unknown } | undefined;
  return typeof config?.subject === 'string' ? config.subject : null;
}

/** What is compared by its rate of replies: variants where there are any, else the step. */
export function compared(rows: ResultRow[]): ResultRow[] {
  const varied = new Set(rows.filter((row) => row.variant !== null).map((row) => row.step));
  return rows.filter((row) => row.variant !== null || !varied.has(row.step));
}
