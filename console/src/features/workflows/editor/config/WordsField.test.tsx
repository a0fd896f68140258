import { MantineProvider } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { uiSchemaOf } from './formSchema';
import { WordsField } from './WordsField';

const TOOLS = {
  type: 'array',
  uniqueItems: true,
  title: 'Tools',
  items: { type: 'string', examples: ['decide'] },
} as const;

describe('a list of words with examples', () => {
  it('has a field of its own', () => {
    expect(uiSchemaOf({ type: 'object', properties: { tools: TOOLS as never } })).toEqual({
      tools: { 'ui:field': 'words' },
    });
  });

  it('takes other words, too, and says what is wrong with one', async () => {
    const change = vi.fn();
    const props = {
      schema: TOOLS,
      formData: ['rm.rf'],
      onChange: change,
      fieldPathId: { $id: 'step_tools', path: ['tools'] },
      errorSchema: { 0: { __errors: ['is no tool'] } },
    };
    render(
      <MantineProvider env="test">
        <WordsField {...(props as unknown as FieldProps)} />
      </MantineProvider>,
    );

    expect(screen.getByText('is no tool')).toBeVisible();
    await userEvent.type(
      screen.getByLabelText('Tools', { selector: 'input' }),
      'mcp.tickets{Enter}',
    );
    expect(change).toHaveBeenLastCalledWith(['rm.rf', 'mcp.tickets'], ['tools']);
  });
});
