import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

export interface OpenBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-lcd-text',
];

const MOST_MS = 15_000;

/** The machine’s Chromium with a profile that is thrown away; every wait in it is bounded. */
export async function openBrowser(): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'usher-pictures-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    args: QUIET,
    viewport: { width: 1280, height: 1000 },
    deviceScaleFactor: 1.5,
    timeout: MOST_MS,
  });
  context.setDefaultTimeout(MOST_MS);
  return {
    context,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
