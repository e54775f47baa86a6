const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----|["“”]private_key["“”]\s*:/u;
const LABELLED = /\b(?:client[_ -]?secret|secret|password|private[_ -]?key|token)["“”]?\s*[:=]\s*["“”]?\S{6,}/iu;
/** Prefixes that issuers put before their tokens so that a leaked one is recognised. */
const MARKED =
  /\b(?:xox[a-z]-|xapp-|gh[opsu]_|GOCSPX-)[\w-]{8,}|\busk_[0-9a-f]{16}_[\w-]{20,}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\beyJ[\w-]{10,}\.[\w-]{10,}/u;
const LINK = /\bhttps?:\/\/\S+/giu;
/** The record that proves a domain stands in the DNS for everybody to read. */
const DOMAIN_RECORD = /\btoken=[0-9a-f]{40} expiry=never\b/giu;
/** The place of a key is not the key; paths are long and mixed. */
const PATH = /\bkey-file:(?:["“„«][^"”“»]*["”“»]|\S+)/giu;
const SHORTEST_KEY = 32;

/** Whether text carries a key or a password: such text is refused before anything of it is stored. */
export function carriesSecret(text: string): boolean {
  const rest = text.replaceAll(DOMAIN_RECORD, ' ');
  if ([PRIVATE_KEY, LABELLED, MARKED].some((pattern) => pattern.test(rest))) return true;
  return rest
    .replaceAll(LINK, ' ')
    .replaceAll(PATH, ' ')
    .split(/[\s"'“”<>()[\]{},;:|]+/u)
    .some(isLikeKey);
}

/** Long runs that mix both letter cases with digits are keys; addresses, names and ids are not. */
function isLikeKey(word: string): boolean {
  return (
    word.length >= SHORTEST_KEY &&
    /^[\w~.+/=-]+$/u.test(word) &&
    /[A-Z]/u.test(word) &&
    /[a-z]/u.test(word) &&
    /\d/u.test(word) &&
    !UUID.test(word)
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

export const WITHHELD = '[withheld: it looked like a secret]';
