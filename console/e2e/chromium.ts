import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The machine's own Chromium: STITCH_CHROMIUM, else the first of the usual names on the PATH. */
function find(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.STITCH_CHROMIUM ?? '',
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...ELSEWHERE,
  ];
  const found = candidates.filter(Boolean).find(isProgram);
  if (!found) {
    throw new Error(
      'The tests of the console need Chromium: install it (apt-get install chromium), or name its program in STITCH_CHROMIUM.',
    );
  }
  return found;
}

/** A browser that has never been used. */
export function launch(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'stitch-browser')), {
    executablePath: find(),
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
  });
}
