/** Prints what each person does and sees. */
export type Narrator = {
  readonly chapter: (title: string) => void;
  readonly does: (who: string, what: string) => void;
  readonly sees: (who: string, text: string) => void;
  readonly checked: (sentence: string) => void;
};

export function createNarrator(write: (line: string) => void): Narrator {
  let checks = 0;
  return {
    chapter: (title) => write(`\n# ${title}\n`),
    does: (who, what) => write(`${who} > ${what}`),
    sees: (who, text) =>
      write(
        `${text
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`)
          .join('\n')}\n    (${who})\n`,
      ),
    checked: (sentence) => {
      checks += 1;
      write(`  ok ${checks}: ${sentence}`);
    },
  };
}

/** A step of the story that did not hold ends it. */
export function must(holds: boolean, sentence: string, narrator: Narrator): void {
  if (!holds) throw new Error(`Did not hold: ${sentence}`);
  narrator.checked(sentence);
}
