import type { Locator } from 'playwright-core';
import type { Expected } from './picture.ts';

/** Throws when something is missing: a picture that lies is worse than none. */
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
