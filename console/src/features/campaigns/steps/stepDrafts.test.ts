import { addStep, draftsOf, moveStep, removeStep, requestOf, type StepDraft } from './stepDrafts';

/** Messages with the texts a to d, and a condition that leads to the third of them. */
function given(): StepDraft[] {
  const message = (text: string) => ({
    stepType: 'message' as const,
    config: { text },
    delayHours: 0,
  });
  const condition = {
    stepType: 'condition' as const,
    config: { expression: 'true', otherwise: { goto: 3 } },
    delayHours: 0,
  };
  return draftsOf([message('a'), condition, message('b'), message('c'), message('d')]);
}

const said = (drafts: readonly StepDraft[]) =>
  drafts.map(({ config }) => config.text ?? config.otherwise);

const keyOf = (drafts: readonly StepDraft[], index: number) => drafts[index]?.key ?? '';

describe('the steps of a template', () => {
  it('change places, and a condition still leads to the step that it led to', () => {
    const steps = given();
    expect(said(moveStep(steps, keyOf(steps, 4), keyOf(steps, 2)))).toEqual([
      'a',
      { goto: 4 },
      'd',
      'b',
      'c',
    ]);
    expect(said(moveStep(steps, keyOf(steps, 0), keyOf(steps, 3)))).toEqual([
      { goto: 2 },
      'b',
      'c',
      'a',
      'd',
    ]);
  });

  it('are removed, and a condition stops that led there', () => {
    const steps = given();
    expect(said(removeStep(steps, keyOf(steps, 2)))).toEqual(['a', { goto: 2 }, 'c', 'd']);
    expect(said(removeStep(steps, keyOf(steps, 3)))).toEqual(['a', 'stop', 'b', 'd']);
  });

  it('come two days apart unless they only wait or decide', () => {
    const steps = (['message', 'message', 'wait', 'condition'] as const).reduce<StepDraft[]>(
      addStep,
      [],
    );
    expect(steps.map(({ delayHours }) => delayHours)).toEqual([0, 48, 0, 0]);
  });

  it('are sent without what only the editor knows', () => {
    expect(requestOf(given())[0]).toEqual({
      stepType: 'message',
      config: { text: 'a' },
      delayHours: 0,
    });
  });
});
