import { render } from '@testing-library/react';
import { usePageKeys } from './usePageKeys';

function Keyed({ onKey }: { onKey: () => void }) {
  usePageKeys([['J', onKey]]);
  return (
    <>
      <input aria-label="field" />
      <input type="checkbox" aria-label="box" />
      <div role="dialog">
        <button type="button">inside</button>
      </div>
    </>
  );
}

function press(target: Element | null) {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true }));
}

it('keys are for the page, not for fields that take text nor for dialogs above it', () => {
  const onKey = vi.fn();
  const { container } = render(<Keyed onKey={onKey} />);

  press(container.querySelector('[aria-label=field]'));
  press(container.querySelector('[role=dialog] button'));
  expect(onKey).not.toHaveBeenCalled();

  press(container.querySelector('[aria-label=box]'));
  press(document.body);
  expect(onKey).toHaveBeenCalledTimes(2);
});
