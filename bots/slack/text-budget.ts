import { escapedText } from './escape.ts';

/** The characters a message may still spend. Every text of people and documents passes through `take`. */
export interface TextBudget {
  /** Escaped text, shortened in words where the budget ends; empty once it is spent. */
  readonly take: (text: string) => string;
  readonly isSpent: () => boolean;
}

/** Below this many characters a text would be all ellipsis, so the budget counts as spent. */
const TOO_LITTLE = 40;

export function createTextBudget(characters: number): TextBudget {
  let left = characters;
  return {
    take: (text) => {
      if (left < TOO_LITTLE) return '';
      const taken = escapedText(text, left);
      left -= taken.length;
      return taken;
    },
    isSpent: () => left < TOO_LITTLE,
  };
}
