/**
 * A table as RFC 4180 has it. A value that a spreadsheet would take for a formula gets an apostrophe in front, so that
 * nothing somebody was named ever runs on the machine of whoever opens the file.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

/** Also the full-width forms, which some spreadsheets read as the narrow ones, and behind blanks, which others strip. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

export function formulaSafe(value: string): string {
  return FORMULA.test(value) || /^[\t\r\n]/u.test(value) ? `'${value}` : value;
}

function cellText(value: string): string {
  const safe = formulaSafe(value);
  return /[",;\t\r\n]|^\s|\s$|^$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
