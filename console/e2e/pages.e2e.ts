import type { Page } from 'playwright-core';
import { expectAccessible, visit } from './console';
import {
  aBusinessFlow,
  aContact,
  aJourney,
  anAgent,
  aPost,
  aQuickFlow,
  aRun,
  aTemplate,
  aWaitingFlow,
  journeyOf,
  unique,
} from './given';

type Address = () => string;

const given = {
  contact: '',
  agent: '',
  session: '',
  content: '',
  run: '',
  system: '',
  business: '',
  journey: '',
  template: '',
};

/** Each address with the heading that shows once it is there. */
const PAGES: readonly (readonly [name: string, address: Address, heading: string | RegExp])[] = [
  ['the dashboard', () => '/', 'Dashboard'],
  ['contacts', () => '/contacts', 'Contacts'],
  ['a contact', () => `/contacts/${given.contact}`, /./],
  ['content', () => '/content', 'Content'],
  ['a piece of content', () => `/content/${given.content}`, /./],
  ['runs', () => '/workflows', 'Workflows'],
  ['runs as a board', () => '/workflows?view=kanban', 'Workflows'],
  ['runs in lanes', () => '/workflows?view=swimlane', 'Workflows'],
  ['a run', () => `/workflows/runs/${given.run}`, /./],
  ['the graph of a run', () => `/workflows/runs/${given.run}?section=graph`, /./],
  ['the data of a run', () => `/workflows/runs/${given.run}?section=data`, /./],
  ['flows', () => '/workflows/flows', 'Workflows'],
  ['a system flow', () => `/workflows/flows/${given.system}`, /./],
  ['a business flow', () => `/workflows/flows/${given.business}`, /./],
  ['journeys', () => '/workflows/journeys', 'Workflows'],
  ['journeys on their board', () => '/workflows/journeys?view=board', 'Workflows'],
  ['a journey', () => `/workflows/journeys/${given.journey}`, /./],
  ['schedules', () => '/workflows/schedules', 'Workflows'],
  ['workspaces', () => '/workflows/workspaces', 'Workflows'],
  ['analytics', () => '/workflows/analytics', 'Workflows'],
  ['sessions', () => '/workflows/sessions', 'Workflows'],
  ['a session', () => `/workflows/sessions/${given.session}`, /./],
  ['the run of an agent', () => `/workflows/runs/${given.agent}?section=transcript`, /./],
  ['mail', () => '/workflows/mail', 'Workflows'],
  ['new mail', () => '/workflows/mail/new', 'New mail'],
  ['templates', () => '/workflows/templates', 'Workflows'],
  ['the steps of a template', () => `/workflows/templates/${given.template}`, /./],
  [
    'the enrollments of a template',
    () => `/workflows/templates/${given.template}?section=enrollments`,
    /./,
  ],
  [
    'the settings of a template',
    () => `/workflows/templates/${given.template}?section=settings`,
    /./,
  ],
  ['the inbox', () => '/inbox', 'Inbox'],
  ['the mailbox', () => '/mailbox', 'Mailbox'],
  ['connections', () => '/settings/connections', 'Settings'],
  ['webhooks', () => '/settings/webhooks', 'Settings'],
  ['inbound routes', () => '/settings/inbound', 'Settings'],
  ['send limits', () => '/settings/sending', 'Settings'],
  ['budgets', () => '/settings/budgets', 'Settings'],
  ['suppressions', () => '/settings/suppressions', 'Settings'],
  ['API keys', () => '/settings/api-keys', 'Settings'],
  ['the audit log', () => '/settings/audit', 'Settings'],
  ['help', () => '/help', 'Help'],
  ['the sign-in page', () => '/signin', 'Sign in to Stitch'],
];

beforeAll(async () => {
  const contact = await aContact(unique('Page Person'));
  given.contact = contact.id;
  const agent = await anAgent(unique('Page agent'), [{ thinking: 'Hm.', text: 'Hello.' }]);
  given.agent = agent.runId;
  given.session = agent.sessionId;
  given.content = await aPost(unique('Page content'), contact.id);
  given.system = await aQuickFlow(unique('Page flow'));
  given.run = await aRun(given.system);
  given.business = await aBusinessFlow(
    unique('Page spine'),
    await aWaitingFlow(unique('Page wait')),
  );
  await aJourney(given.business, contact);
  given.template = await aTemplate(unique('Page template'), [
    { stepType: 'message', config: { subject: 'Hello', text: 'Hello' } },
    { stepType: 'wait', config: { duration: 'P1D' } },
  ]);
  given.journey = (await journeyOf(contact.id)).id;
});

async function isThere(page: Page, heading: string | RegExp) {
  await page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each(PAGES)('%s can be used by everybody', (_name, address, heading) =>
    visit(address(), async (page) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await isThere(page, heading);
      await expectAccessible(page);
    }),
  );
});

it.each(PAGES)('%s fits a window of 800 pixels', (_name, address, heading) =>
  visit(address(), async (page) => {
    await page.setViewportSize({ width: 800, height: 700 });
    await isThere(page, heading);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels that the page is too wide').toBeLessThanOrEqual(0);
  }),
);
