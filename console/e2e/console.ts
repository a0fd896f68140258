import axe from 'axe-core';
import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { launch } from './chromium';

declare global {
  interface Window {
    axe: typeof axe;
    policyForbade: (what: string) => void;
  }
}

/** Where the stack is. */
export const BASE = process.env.STITCH_API ?? 'http://127.0.0.1:8080';

let browser: BrowserContext | undefined;

/** What a page did wrong. */
class Complaints {
  private readonly found: string[] = [];

  constructor(page: Page, expected: readonly string[]) {
    page.on('console', (message: ConsoleMessage) => {
      const isExpected = expected.some((part) => message.text().includes(part));
      if (message.type() === 'error' && !isExpected) {
        this.found.push(`${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.found.push(error.stack ?? error.message));
  }

  /** What the page's policy forbade, which the browser does not always call an error. */
  async watchPolicy(page: Page) {
    await page.exposeFunction('policyForbade', (what: string) => this.found.push(what));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.policyForbade(`${event.violatedDirective} forbade ${event.blockedURI || 'inline'}`);
      });
    });
  }

  none() {
    expect(this.found, 'errors in the console of the browser').toEqual([]);
  }
}

/**
 * Opens an address of the console in a page of its own, lets a person do something there, and holds
 * that nothing went wrong meanwhile but what is expected, such as the browser's own line about a
 * refused request. Failures leave a picture in target/e2e.
 */
export async function visit(
  path: string,
  act: (page: Page) => Promise<void>,
  { expects = [] }: { expects?: readonly string[] } = {},
): Promise<void> {
  browser ??= await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = new Complaints(page, expects);
  try {
    await complaints.watchPolicy(page);
    await page.goto(BASE + path);
    await act(page);
    complaints.none();
  } catch (failure) {
    const name = (expect.getState().currentTestName ?? 'page').replaceAll(/[^a-z0-9]+/gi, '-');
    await page.screenshot({ path: `target/e2e/${name}.png` }).catch(() => {});
    throw failure;
  } finally {
    await page.close();
  }
}

/** Holds that people with assistive technology can use the page: no serious finding of axe. */
export async function expectAccessible(page: Page): Promise<void> {
  await nothingFades(page);
  // By the debugger, so that the page's policy, which forbids scripts of others, stays in force.
  await page.evaluate(`${axe.source}; undefined`);
  const findings = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
    }));
  });
  const serious = findings.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious, 'accessibility problems').toEqual([]);
}

/** Forgets the browser's session, as when it is over. */
export async function signedOut(): Promise<void> {
  await browser?.clearCookies();
}

/** Colours fade into others, and dialogs in: they need no contrast on the way. */
async function nothingFades(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}

/** The same in light and in dark colours. */
export async function expectAccessibleInBothColours(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
}

/** Ends the browser; called when a file's tests are through. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}
