import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator } from 'playwright-core';
import type { Expected } from './picture.ts';
import { slackPicture } from './slack-page.ts';
import { slackScenes } from './slack-scenes.ts';

export async function takeSlackPictures(context: BrowserContext, folder: URL): Promise<void> {
  const page = await context.newPage();
  for (const scene of await slackScenes()) {
    const { name, html, expected } = await slackPicture(scene);
    await page.setContent(html);
    const frame = page.locator('.frame');
    await mustShow(name, frame, expected);
    await frame.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)) });
  }
  await page.close();
}

export async function mustShow(name: string, frame: Locator, { texts, buttons }: Expected): Promise<void> {
  const said = await frame.innerText();
  for (const text of texts) {
    const isThere = typeof text === 'string' ? said.includes(text) : text.test(said);
    if (!isThere) throw new Error(`${name} does not show ${text.toString()}:\n${said}`);
  }
  const labels = await frame.getByRole('button').allInnerTexts();
  for (const button of buttons) {
    if (!labels.some((label) => button.test(label.trim()))) {
      throw new Error(`${name} has no button ${button.source}, only: ${labels.join(', ')}`);
    }
  }
}
