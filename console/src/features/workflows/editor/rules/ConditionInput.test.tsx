import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ConditionInput } from './ConditionInput';

// A list of fields takes seconds to draw where others are at work too.
vi.setConfig({ testTimeout: 30_000 });

function show(begun: string) {
  const said: string[] = [];
  function Field() {
    const [value, setValue] = useState(begun);
    said.push(value);
    return <ConditionInput label="Taken when" value={value} onChange={setValue} />;
  }
  render(
    <MantineProvider env="test">
      <Field />
    </MantineProvider>,
  );
  return () => said.at(-1);
}

it('a rule is written in rows, and is CEL one click away', async () => {
  const value = show('');
  await userEvent.type(
    screen.getByRole('combobox', { name: 'Field of rule 1' }),
    'contact.company',
  );
  expect(value()).toBe('contact.company == ""');
  await userEvent.type(screen.getByLabelText('Value of rule 1'), 'Engine "&" Sons');
  await userEvent.click(screen.getByText('Add a rule'));
  // A rule that is not complete is no part of it.
  expect(value()).toBe('contact.company == "Engine \\"&\\" Sons"');
  await userEvent.type(screen.getByRole('combobox', { name: 'Field of rule 2' }), 'contact.name');
  await userEvent.click(screen.getByLabelText('Any of these'));
  await userEvent.click(screen.getByLabelText('Remove rule 1'));
  expect(value()).toBe('contact.name == ""');
  await userEvent.click(screen.getByLabelText('CEL'));
  expect(screen.getByRole('textbox', { name: 'Taken when' })).toHaveValue('contact.name == ""');
});

it('what rules cannot say is shown as CEL, and rules are offered again once they can', async () => {
  const value = show('size(contact.tags) > 1');
  const field = screen.getByRole('textbox', { name: 'Taken when' });
  expect(screen.getByLabelText('Rules')).toBeDisabled();
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste("'vip' in contact.tags");
  expect(field).toBeVisible();
  await userEvent.click(screen.getByLabelText('Rules'));
  expect(screen.getByRole('combobox', { name: 'Field of rule 1' })).toHaveValue('contact.tags');
  expect(screen.getByLabelText('Value of rule 1')).toHaveValue('vip');
  expect(value()).toBe("'vip' in contact.tags");
});

it('what was written by hand stays as it is until a rule changes', async () => {
  const value = show("'vip' in contact.tags");
  await userEvent.click(screen.getByText('Add a rule'));
  expect(screen.getByRole('combobox', { name: 'Field of rule 2' })).toBeVisible();
  expect(value()).toBe("'vip' in contact.tags");
  await userEvent.type(screen.getByLabelText('Value of rule 1'), 's');
  expect(value()).toBe('"vips" in contact.tags');
});
