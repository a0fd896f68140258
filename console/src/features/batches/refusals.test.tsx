import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectToldOnce, showRefused } from '@/testing/refusal';
import { EnrichForm } from './EnrichForm';
import { PruneForm } from './PruneForm';
import { SearchForm } from './SearchForm';
import { SyncForm } from './SyncForm';

// A whole form takes seconds to draw where others are at work too.
vi.setConfig({ testTimeout: 30_000 });

const close = () => {};

describe('what the API refuses is told once, beside its field', () => {
  it.each(['/contactIds', '/contactFilter/q', '/fields/0', '/sources', '/model'])(
    'of enriching: %s',
    async (pointer) => {
      showRefused(<EnrichForm onClose={close} />, pointer);
      await userEvent.click(await screen.findByRole('button', { name: 'Enrich 1 contact' }));
      await expectToldOnce();
    },
  );

  it.each(['/criteria', '/contactIds', '/contactFilter/status'])(
    'of pruning: %s',
    async (pointer) => {
      showRefused(<PruneForm onClose={close} />, pointer);
      await userEvent.click(screen.getByRole('button', { name: 'Look who that is' }));
      await expectToldOnce();
    },
  );

  it.each(['/query', '/maxResults', '/tags/1', '/model'])('of searching: %s', async (pointer) => {
    showRefused(<SearchForm onClose={close} />, pointer);
    await userEvent.type(screen.getByLabelText('What to search for'), 'bakeries');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await expectToldOnce();
  });

  it('of a sync: its file', async () => {
    showRefused(
      <SyncForm start={{ sourceId: null, kind: 'linkedin_contacts' }} onClose={close} />,
      '',
    );
    const file = new File(['no,export'], 'holiday.csv', { type: 'text/csv' });
    await screen.findByText('Export of LinkedIn');
    await userEvent.upload(document.querySelector('input[type=file]') as HTMLInputElement, file);
    await userEvent.click(screen.getByRole('button', { name: 'Sync' }));
    await expectToldOnce();
  });
});
