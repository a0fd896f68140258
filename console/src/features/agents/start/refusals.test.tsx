import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectToldOnce, showRefused } from '@/testing/refusal';
import { AgentForm } from './AgentForm';

// A whole form takes seconds to draw where others are at work too.
vi.setConfig({ testTimeout: 30_000 });

describe('what the API refuses of an agent is told once, beside its field', () => {
  it.each(['/workspace', '/tools/3'])('%s', async (pointer) => {
    showRefused(<AgentForm onClose={() => {}} />, pointer);
    await userEvent.click(screen.getByRole('button', { name: 'Start' }));
    await expectToldOnce();
  });
});
