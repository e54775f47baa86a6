/** The person's name inside a display name, or undefined when it holds none. */
export function displayName(raw: string | undefined, address: string): string | undefined {
  if (raw === undefined) return undefined;
  const visible = raw.replaceAll(INVISIBLE, ' ').replaceAll(/\s+/g, ' ').trim();
  const name = unquoted(visible).replace(LIST_TAG, '').replace(REWRITTEN, '').replace(IN_BRACKETS, '').trim();
  const bare = unquoted(name);
  return isName(bare, address) ? bare.slice(0, LONGEST_NAME).trim() : undefined;
}

const LONGEST_NAME = 120;

/** Controls and format characters, among them those that turn the direction of writing to disguise a name. */
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu;
const LIST_TAG = /^\[[^\]]*\] ?/;
/** Lists and forwarding products send in a person's name and say so: "Jane Doe via Board". */
const REWRITTEN = / (?:via|on behalf of|im Auftrag von|de la part de) .*$/i;
const IN_BRACKETS = / ?\([^()]*\)$/;

function unquoted(text: string): string {
  const inner = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’)$/s.exec(text);
  return (inner === null ? text : (inner.slice(1).find((group) => group !== undefined) ?? '')).trim();
}

function isName(text: string, address: string): boolean {
  // An address, or what is left of a word that could not be decoded, is not a name.
  return (
    /\p{L}/u.test(text) &&
    !text.includes('@') &&
    !text.includes('=?') &&
    text.toLowerCase() !== address.slice(0, address.lastIndexOf('@'))
  );
}
