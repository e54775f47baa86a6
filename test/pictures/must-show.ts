import type { Locator } from 'playwright-core';
import type { Expected } from './picture.ts';

/** Throws when something is missing: a picture that lies is worse than none. */
export async function mustShow(name: string, frame: Locator, { texts, buttons }: Expected): Promise<void> {
  const said = await frame.innerText();
  for (const text of texts) {
    const isThere = typeof text === 'string' ? said.includes(text) : text.test(said);
    if (!isThere) throw new Error(`${name} does not show ${text.toString()}:\n${said}`);
  }
  const cut = await frame.evaluate(cutOff);
  if (cut !== undefined) throw new Error(`${name} cuts off: ${cut}`);
  const labels = await frame.getByRole('button').allInnerTexts();
  for (const button of buttons) {
    if (!labels.some((label) => button.test(label.trim()))) {
      throw new Error(`${name} has no button ${button.source}, only: ${labels.join(', ')}`);
    }
  }
}

/** As much of an element of the page as is asked about here; this program has no types of a browser. */
type Drawn = {
  readonly textContent: string | null;
  readonly getBoundingClientRect: () => { readonly right: number };
  readonly querySelectorAll: (selector: string) => Iterable<Drawn>;
};

/** Runs in the page: the first text that reaches beyond the right edge of the frame. */
function cutOff(element: unknown): string | undefined {
  const frame = element as Drawn;
  const edge = frame.getBoundingClientRect().right + 1;
  for (const text of frame.querySelectorAll('p, span, code, td, th, button, label')) {
    if (text.getBoundingClientRect().right > edge) return text.textContent ?? '';
  }
  return undefined;
}
