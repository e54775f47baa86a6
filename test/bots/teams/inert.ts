import { nodesOf, readCard } from '../../stand-ins/teams/card-reader.ts';

const GENERATED_LINK = /^\[(?:\\.|[^\]\\])*\]\((?:https?|mailto):[^()\s]*\)$/;

/** What is left of a Markdown field without its escapes must hold nothing that a client would act on. */
export function isInert(card: unknown): boolean {
  const { markdown, literal } = readCard(card);
  const isDead = markdown
    .filter((text) => !GENERATED_LINK.test(text))
    .map((text) => text.replaceAll(/\\[!-/:-@[-`{-~]/g, ''))
    .every((text) => !/[*_`[\]<>~|]|\{\{|&[#\w]+;|:\/\/|^\s*(#|[-+=]\s|\d+[.)]\s)/m.test(text));
  const urls = nodesOf(card).flatMap(({ inlines = [] }) =>
    inlines.map((inline) => JSON.stringify(inline['selectAction'])),
  );
  const areUrlsOurs = urls.every((url) => url === undefined || url.includes('https://docs.usher.example/'));
  return isDead && literal.every((text) => !text.includes('{{')) && areUrlsOurs;
}
