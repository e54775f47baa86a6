import type { BrowserContext } from 'playwright-core';
import { mustShow } from './must-show.ts';
import { save } from './save.ts';
import { slackPicture } from './slack-page.ts';
import { slackScenes } from './slack-scenes.ts';

export async function takeSlackPictures(context: BrowserContext, folder: URL): Promise<void> {
  const page = await context.newPage();
  for (const scene of await slackScenes()) {
    const { name, html, expected } = await slackPicture(scene);
    await page.setContent(html);
    const frame = page.locator('.frame');
    await mustShow(name, frame, expected);
    await save(frame, new URL(`${name}.png`, folder));
  }
  await page.close();
}
