import type { Tone } from './view.ts';

const WORDS = { neutral: undefined, good: 'Done', attention: 'Attention', bad: 'Problem' } as const satisfies Record<
  Tone,
  string | undefined
>;

/** The word that carries a tone where colour cannot; a neutral message needs none. */
export function toneWord(tone: Tone): string | undefined {
  return WORDS[tone];
}
