import type { ConsoleSession } from './session.ts';

const EXIT_CODES = { answered: 0, refused: 1, asking: 2 } as const;

/** One command from the shell: 0 when it was answered, 1 when it was refused, 2 when it needs more than was given. */
export async function runOnce(session: ConsoleSession, words: readonly string[]): Promise<number> {
  return EXIT_CODES[await session.line(words.map(shellWord).join(' '))];
}

// The shell has taken the quotes away that kept these words together.
function shellWord(word: string): string {
  if (!/\s/.test(word)) return word;
  const [option = ''] = /^[a-z-]+:/i.exec(word) ?? [];
  return `${option}"${word.slice(option.length).replaceAll('"', '')}"`;
}
