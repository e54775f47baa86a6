import type { Locator, Page } from 'playwright-core';
import { mustShow } from './must-show.ts';
import type { Office } from './office.ts';
import type { Expected } from './picture.ts';
import { save } from './save.ts';
import type { Actor } from './story.ts';
import type { TeamsBot } from './teams-bot.ts';

/** Where one person sits in the real client. */
export type Desk = {
  readonly page: Page;
  readonly folder: URL;
  readonly office: Office;
  readonly bot: TeamsBot;
  readonly tomas: Actor;
};

export async function types(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').last().fill(text);
  await page.keyboard.press('Enter');
}

/** The newest card that shows what is expected of it. */
export async function take({ page, folder }: Desk, name: string, expected: Expected): Promise<Locator> {
  const card = await newest(page, expected);
  await mustShow(name, card, expected);
  await card.scrollIntoViewIfNeeded();
  await save(card, new URL(`${name}.png`, folder));
  return card;
}

/** An older card may begin alike, so everything that is expected picks it out. */
async function newest(page: Page, { texts: [first = '', ...texts], buttons }: Expected): Promise<Locator> {
  const alike = page.locator('.ac-adaptiveCard').filter({ hasText: first });
  let exact = alike;
  for (const text of texts) exact = exact.filter({ hasText: text });
  for (const button of buttons) exact = exact.filter({ has: page.getByRole('button', { name: button }) });
  return await exact
    .last()
    .waitFor()
    .then(
      () => exact.last(),
      // Who looks at the one that came nearest can say what it lacks.
      () => alike.last(),
    );
}
