import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectToldOnce, showRefused } from '@/testing/refusal';
import { ScheduleForm } from './ScheduleForm';

// A whole form takes seconds to draw where others are at work too.
vi.setConfig({ testTimeout: 30_000 });

it.each([
  '/name',
  '/kind',
  '/target',
  '/target/flowId',
  '/target/templateId',
  '/cron',
  '/every',
  '/timezone',
  '/overlap',
  '/jitter',
  '/catchupWindow',
])('what the API refuses of a schedule is told once, beside its field: %s', async (pointer) => {
  showRefused(<ScheduleForm schedule={undefined} onClose={() => {}} onSaved={() => {}} />, pointer);
  // To look for roles among hundreds of time zones takes seconds.
  await userEvent.click(screen.getByLabelText(/^Name/));
  await userEvent.paste('Mornings');
  await userEvent.click(screen.getByText('Create'));
  await expectToldOnce();
});
