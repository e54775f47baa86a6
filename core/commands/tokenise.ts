/** A typed word. `quoted` words are never read as `name:value`. */
export type Word = { readonly text: string; readonly quoted: boolean };

const OPENING = '"“„«';
const CLOSING = /["”“»]/u;
/** Angle-bracket tokens that a chat client makes of an address or a link: only what was typed is kept. */
const LINK_TOKEN = /<(?:mailto:|https?:\/\/)?([^|>\s]+)(?:\|[^>]*)?>/gu;
/** What copying and mention pickers leave between words; joiners stay, because scripts and emoji need them. */
const INVISIBLE = /[\u200b\u2060\ufeff]/gu;
const MENTION_TOKEN = /<@([A-Za-z0-9_-]+)(?:\|[^>]*)?>/gu;

/**
 * Splits what a person typed. Straight and typographic double quotes group words, because phones turn one into the
 * other; an apostrophe is a letter (O’Neill). A quote that is never closed groups the rest.
 */
export function tokenise(text: string): readonly Word[] {
  const plain = text.replaceAll(MENTION_TOKEN, '@$1').replaceAll(LINK_TOKEN, '$1').replaceAll(INVISIBLE, '');
  const words: Word[] = [];
  let rest = plain.trimStart();
  while (rest !== '') {
    const [word, after] = OPENING.includes(rest.charAt(0)) ? quoted(rest) : bare(rest);
    words.push(word);
    rest = after.trimStart();
  }
  return words;
}

function quoted(text: string): readonly [Word, string] {
  const end = text.slice(1).search(CLOSING);
  if (end === -1) return [{ text: text.slice(1).trim(), quoted: true }, ''];
  return [{ text: text.slice(1, end + 1), quoted: true }, text.slice(end + 2)];
}

/** A bare word may carry a quoted value after a colon: `team:"Deal Desk"`. */
function bare(text: string): readonly [Word, string] {
  const named = /^[a-z-]+:(?=["“„«])/iu.exec(text);
  if (named !== null) {
    const [value, after] = quoted(text.slice(named[0].length));
    return [{ text: named[0] + value.text, quoted: false }, after];
  }
  const end = text.search(/\s/u);
  return end === -1 ? [{ text, quoted: false }, ''] : [{ text: text.slice(0, end), quoted: false }, text.slice(end)];
}
