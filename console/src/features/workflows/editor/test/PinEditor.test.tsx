import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { PinEditor } from './PinEditor';
import type { Pin } from './pins';

const PIN: Pin = { output: { plan: 'pro' }, branch: null };

function show(pin: Pin, branches: readonly string[] = []) {
  const onChange = vi.fn<(pin: Pin | null) => void>();
  const editor = (shown: Pin) => (
    <MantineProvider env="test">
      <PinEditor pin={shown} branches={branches} onChange={onChange} />
    </MantineProvider>
  );
  const { rerender } = render(editor(pin));
  return { onChange, change: (next: Pin) => rerender(editor(next)) };
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Pinned output' });
const type = (value: string) => fireEvent.change(field(), { target: { value } });

describe('what is pinned of a step', () => {
  it('is what is typed once that is JSON; until then the text stays and says what is wrong', () => {
    const { onChange, change } = show(PIN);
    type('{"plan": "fr');
    expect(screen.getByText(/This is no JSON/)).toBeVisible();
    expect(onChange).not.toHaveBeenCalled();
    type('{"plan": "free"}');
    expect(onChange).toHaveBeenLastCalledWith({ output: { plan: 'free' }, branch: null });
    change({ output: { plan: 'free' }, branch: null });
    expect(field().value).toBe('{"plan": "free"}');
    expect(screen.queryByText(/This is no JSON/)).toBeNull();
  });

  it('is shown anew when it is changed elsewhere, as by undo, whatever was being typed', () => {
    const { change } = show(PIN);
    type('{"plan": ');
    change({ output: { plan: 'team' }, branch: null });
    expect(field().value).toContain('"team"');
    expect(screen.queryByText(/This is no JSON/)).toBeNull();
  });

  it('keeps its branch when its output is typed, and is taken off by its button', () => {
    const { onChange } = show({ ...PIN, branch: 'yes' }, ['yes', 'no']);
    type('null');
    expect(onChange).toHaveBeenLastCalledWith({ output: null, branch: 'yes' });
    fireEvent.click(screen.getByText('Unpin'));
    expect(onChange).toHaveBeenLastCalledWith(null);
  });
});
