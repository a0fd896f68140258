import type { Page } from 'playwright-core';
import { expectAccessible, signedOut, visit } from '../console';

const ADMIN_KEY = process.env.STITCH_ADMIN_KEY ?? '';
const VIEWER_KEY = process.env.STITCH_VIEWER_KEY ?? '';

/** The browser's own line about an answer that asks for a login. */
const REFUSED = { expects: ['401 (Unauthorized)'] };

async function signInWith(key: string, page: Page) {
  await page.getByLabel('API key').first().fill(key);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

beforeEach(signedOut);

describe('signing in', () => {
  it.each(['light', 'dark'] as const)('can be done by everybody, in %s colours', (colorScheme) =>
    visit('/signin', async (page) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.getByRole('link', { name: 'Continue with Example ID' }).waitFor();
      await expectAccessible(page);
    }),
  );

  it('leads on to the page that was asked for, with a key', () =>
    visit(
      '/workflows?view=kanban&status=failed',
      async (page) => {
        await page.waitForURL('**/signin?next=*');
        await signInWith(ADMIN_KEY, page);
        await page.waitForURL('**/workflows?view=kanban&status=failed');
        await page.getByRole('region', { name: /^Running/ }).waitFor();
      },
      REFUSED,
    ));

  it('leads on to the page that was asked for, at the identity provider', () =>
    visit(
      '/settings/audit?actor=user%3Aada',
      async (page) => {
        await page.getByRole('link', { name: 'Continue with Example ID' }).click();
        await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
        await page.getByRole('link', { name: 'ada' }).click();
        await page.waitForURL('**/settings/audit?actor=user%3Aada');
        await page.getByRole('cell', { name: 'user:ada' }).first().waitFor();
      },
      REFUSED,
    ));

  it('says that a key is not known', () =>
    visit(
      '/signin',
      async (page) => {
        await signInWith('sk_made-up', page);
        await page.getByText('The API key is unknown or revoked.').waitFor();
      },
      REFUSED,
    ));

  it.each([
    ['No thanks', 'called off at Example ID'],
    ['nobody', 'give you a role'],
  ])('says in words why it did not come to pass: %s', (link, words) =>
    visit('/signin?next=%2Fcontacts', async (page) => {
      await page.getByRole('link', { name: 'Continue with Example ID' }).click();
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('alert').getByText(words).waitFor();
      await expectAccessible(page);
      await signInWith(ADMIN_KEY, page);
      await page.waitForURL('**/contacts');
    }),
  );

  it('leads nobody to another site', () =>
    visit('/signin?next=//evil.example/', async (page) => {
      await page.getByRole('link', { name: 'Continue with Example ID' }).click();
      await page.getByRole('link', { name: 'ada' }).click();
      await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    }));
});

describe('being signed in', () => {
  it('offers a viewer no commands that are not theirs, by the palette or by an address', () =>
    visit(
      '/contacts',
      async (page) => {
        await signInWith(VIEWER_KEY, page);
        await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
        await page.getByText('You may look, not change').waitFor();
        await page.keyboard.press('Control+k');
        const search = page.getByRole('textbox', { name: 'Search and commands' });
        await search.fill('toggle theme');
        await page.getByRole('button', { name: 'Switch between light and dark' }).waitFor();
        await search.fill('add a contact');
        await page.getByText('Nothing is called that.').waitFor();
        await page.goto(new URL('/contacts?open=add', page.url()).href);
        await page.getByText('You may look, not change').waitFor();
        expect(await page.getByRole('dialog').count()).toBe(0);
      },
      REFUSED,
    ));

  it('shows a viewer no controls of campaigns', () =>
    visit(
      '/workflows/templates',
      async (page) => {
        await signInWith(VIEWER_KEY, page);
        await page.getByText('No templates yet').waitFor();
        await page.getByText('You may look, not change').waitFor();
        expect(await page.getByRole('button', { name: 'New template' }).count()).toBe(0);
        await page.goto(new URL('/workflows/schedules', page.url()).href);
        await page.getByText('No schedules yet').waitFor();
        expect(await page.getByRole('button', { name: 'New schedule' }).count()).toBe(0);
        await page.goto(new URL('/contacts', page.url()).href);
        await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
        expect(await page.getByRole('checkbox').count()).toBe(0);
      },
      REFUSED,
    ));

  it('offers a viewer nothing that starts a run or writes content', () =>
    visit(
      '/content',
      async (page) => {
        await signInWith(VIEWER_KEY, page);
        await page.getByText('No content yet').waitFor();
        await page.getByText('You may look, not change').waitFor();
        expect(await page.getByRole('button', { name: 'New content' }).count()).toBe(0);
        for (const [place, heading] of [
          ['/workflows', 'Workflows'],
          ['/contacts', 'Contacts'],
          ['/settings/connections', 'Settings'],
        ] as const) {
          await page.goto(new URL(place, page.url()).href);
          await page.getByRole('heading', { level: 1, name: heading }).waitFor();
          await page.getByText('You may look, not change').waitFor();
          expect(await page.getByRole('button', { name: 'Quick actions' }).count()).toBe(0);
        }
        await page.getByRole('table', { name: 'Syncs' }).waitFor();
        expect(await page.getByRole('button', { name: /^Upload export/ }).count()).toBe(0);
      },
      REFUSED,
    ));

  it('ends with signing out, at the identity provider too', () =>
    visit(
      '/signin',
      async (page) => {
        await page.getByRole('link', { name: 'Continue with Example ID' }).click();
        await page.getByRole('link', { name: 'vera' }).click();
        await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
        const goodbye = page.waitForRequest(/\/goodbye\?.*id_token_hint=/);
        await page.getByRole('button', { name: 'Account' }).click();
        await page.getByText('user:vera').waitFor();
        await page.getByRole('menuitem', { name: 'Sign out' }).click();
        await goodbye;
        await page.waitForURL('**/signin');
        await page.goto(new URL('/contacts', page.url()).toString());
        await page.waitForURL('**/signin?next=*');
      },
      REFUSED,
    ));

  it('ends by itself, and what was edited is there after signing in again', () =>
    visit(
      '/workflows/flows',
      async (page) => {
        await signInWith(ADMIN_KEY, page);
        await page.getByRole('button', { name: 'New flow' }).click();
        await page.getByRole('textbox', { name: 'Name' }).fill('Edited when the session ended');
        await page.getByRole('button', { name: 'Create' }).click();
        await page.waitForURL(/flows\/[0-9a-f-]{36}/);
        await page.getByRole('button', { name: 'Add Wait', exact: true }).waitFor();
        await signedOut();
        await page.getByRole('button', { name: 'Add Wait', exact: true }).click();
        await page.waitForURL('**/signin?next=*');
        await signInWith(ADMIN_KEY, page);
        await page.waitForURL(/flows\/[0-9a-f-]{36}/);
        await page.locator('.react-flow__node').filter({ hasText: 'Wait' }).waitFor();
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText(/^Saved · /).waitFor();
      },
      REFUSED,
    ));
});
