const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----|"private_key"\s*:/u;
const LABELLED = /\b(?:client[_ -]?secret|secret|password|private[_ -]?key|token)\s*[:=]\s*\S{8,}/iu;
/** Long runs without a space that mix letter cases and digits are keys, not names; addresses and ids are not. */
const LONG_RUN =
  /(?<![\w@./-])(?=[\w~.+/=-]*[A-Z])(?=[\w~.+/=-]*[a-z])(?=[\w~.+/=-]*\d)[\w~+/=-][\w~.+/=-]{31,}(?![\w@-])/u;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Whether typed text carries a key or a password: such text is refused before anything of it is stored. */
export function carriesSecret(text: string): boolean {
  if (PRIVATE_KEY.test(text) || LABELLED.test(text)) return true;
  const run = LONG_RUN.exec(text)?.[0];
  return run !== undefined && !UUID.test(run);
}

export const WITHHELD = '[withheld: it looked like a secret]';
