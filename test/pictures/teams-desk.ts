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
  const [first = ''] = expected.texts;
  const card = page.locator('.ac-adaptiveCard').filter({ hasText: first }).last();
  await card.waitFor();
  await mustShow(name, card, expected);
  await card.scrollIntoViewIfNeeded();
  await save(card, new URL(`${name}.png`, folder));
  return card;
}
