import { MantineProvider } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { render, screen } from '@testing-library/react';
import { TickInput } from './widgets';

const isTicked = (value: boolean | undefined, otherwise?: boolean) => {
  const schema = { type: 'boolean', default: otherwise };
  const props = { id: 'keep', label: 'Keep it', schema, value } as unknown as WidgetProps;
  const { unmount } = render(
    <MantineProvider env="test">
      <TickInput {...props} />
    </MantineProvider>,
  );
  const { checked } = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Keep it' });
  unmount();
  return checked;
};

it('a box shows what counts: what is said, else what holds without a word', () => {
  expect(isTicked(undefined)).toBe(false);
  expect(isTicked(undefined, true)).toBe(true);
  expect(isTicked(false, true)).toBe(false);
  expect(isTicked(true)).toBe(true);
});
