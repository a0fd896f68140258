import type { Page } from 'playwright-core';
import { SETTINGS_SECTIONS } from '../../src/features/settings/sections';
import { BASE, expectAccessible, signedOut, visit } from '../console';
import { LOOKS, offered } from './offered';

const ADMIN_KEY = process.env.STITCH_ADMIN_KEY ?? '';
const VIEWER_KEY = process.env.STITCH_VIEWER_KEY ?? '';

/** The browser's own line about an answer that asks for a login. */
const REFUSED = { expects: ['401 (Unauthorized)'] };

/** Requests that send something and change nothing. */
const LOOKING = /\/api\/(session|flows\/validate|contacts\/import\/preview)$/;

/** What the API answers to the administrator. */
async function asAdmin(path: string, method = 'GET') {
  const answer = await fetch(`${BASE}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${ADMIN_KEY}` },
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer.json();
}

/** Waits until a page shows what it has, and nothing in its place. */
const loaded = (page: Page) =>
  page.waitForFunction(
    () =>
      document.querySelector('main h1') !== null &&
      document.querySelector('main .mantine-Skeleton-root, main [aria-label="Loading"]') === null,
  );

/** The first of a list, once there is one. */
const firstOf = (path: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const { data } = await asAdmin(path);
      expect(data.length).toBeGreaterThan(0);
      return data[0].id;
    },
    { timeout: 60_000, interval: 500 },
  );

/** The addresses of all pages, with people on a journey, its runs, mail and a question. */
async function everyPlace(): Promise<string[]> {
  await asAdmin('/blueprints/human-approval/try', 'POST');
  await firstOf('/tasks?state=open');
  const [contact, journey, run, flow, path] = await Promise.all([
    firstOf('/contacts'),
    firstOf('/entities'),
    firstOf('/workflows'),
    firstOf('/flows?kind=bmc'),
    firstOf('/flows?kind=system'),
  ]);
  return [
    '/',
    '/contacts',
    `/contacts/${contact}`,
    '/content',
    '/workflows?runs=all',
    '/workflows?view=kanban&runs=all',
    `/workflows/runs/${run}`,
    '/workflows/flows',
    ...['journeys', 'settings', 'json', 'versions'].map(
      (panel) => `/workflows/flows/${flow}?panel=${panel}`,
    ),
    ...['settings', 'runs'].map((panel) => `/workflows/flows/${path}?panel=${panel}`),
    '/workflows/journeys',
    ...['board', 'funnel'].map((view) => `/workflows/journeys?view=${view}&flowId=${flow}`),
    `/workflows/journeys/${journey}`,
    ...['mail', 'schedules', 'sessions', 'analytics', 'workspaces', 'templates'].map(
      (tab) => `/workflows/${tab}`,
    ),
    '/inbox',
    '/inbox/tasks',
    '/mailbox',
    ...SETTINGS_SECTIONS.map(({ name }) => `/settings/${name}`),
    '/help',
  ];
}

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
        await page.getByRole('cell', { name: 'ada', exact: true }).first().waitFor();
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

  it('offers a viewer nothing on any page that the API would refuse', async () => {
    const places = await everyPlace();
    await visit(
      '/',
      async (page) => {
        const asked: string[] = [];
        page.on('request', (request) => {
          if (request.method() !== 'GET' && !LOOKING.test(request.url())) {
            asked.push(`${request.method()} ${request.url()}`);
          }
        });
        await signInWith(VIEWER_KEY, page);
        await page.getByText('You may look, not change').waitFor();
        asked.length = 0;
        for (const place of places) {
          await page.goto(new URL(place, page.url()).href);
          // Beside the canvas there is no room for it.
          await page.getByText('You may look, not change').waitFor({ state: 'attached' });
          await loaded(page);
          const acts = (await offered(page)).filter(
            (name) => !LOOKS.some((look) => look.test(name)),
          );
          expect.soft(acts, place).toEqual([]);
          for (const key of ['1', 'x', 'Delete', 'Control+d', 'Control+s']) {
            await page.keyboard.press(key);
          }
        }
        await page.goto(new URL('/', page.url()).href);
        await page.getByText('You may look, not change').waitFor();
        await page.keyboard.press('Control+k');
        const palette = page.getByRole('dialog');
        await palette.getByRole('button', { name: 'Settings: Connections' }).waitFor();
        const commands = await palette.getByRole('button').allTextContents();
        expect(
          commands.filter((name) =>
            /^(New|Import|Start|Connect|Add|Run)\b|^Settings: A/.test(name),
          ),
        ).toEqual([]);
        expect(asked, 'what a viewer has asked the API to change').toEqual([]);
      },
      REFUSED,
    );
  }, 180_000);
});
