const SHORTENED = '… (shortened)';

// Control, format (bidirectional marks and overrides, zero-width, soft hyphen, tags), surrogate and private-use characters,
// and the letters that fonts draw as nothing. The zero-width joiner stays: many emoji are spelled with it.
const HIDDEN = /(?!\u200D)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0]|\u034F|\u17B4|\u17B5/gu;
const SPACES = /[^\S\uFEFF]+|\u0085/gu;
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of visible text from somebody we do not trust. A space at either end stays, for the text beside it. */
export function untrustedText(text: string): string {
  return text.replaceAll(SPACES, ' ').replaceAll(HIDDEN, '').replaceAll(/ {2,}/g, ' ');
}

/** As `untrustedText` for the text of a button, a title or a field: trimmed, cut with an ellipsis, and never empty. */
export function untrustedLabel(text: string, limit: number): string {
  const visible = untrustedText(text).trim();
  return visible.replaceAll('\u200D', '') === '' ? '(no text)' : cutText(visible, limit);
}

/** As `untrustedText`, but the line breaks that somebody typed into a multi-line field stay. */
export function untrustedLines(text: string): string {
  const lines = text.split(LINE_BREAK).map((line) => untrustedText(line).trimEnd());
  return lines.join('\n').trim();
}

/** Cuts a label, where there is room for an ellipsis only. `limit` counts UTF-16 units, as the platforms do. */
export function cutText(text: string, limit: number): string {
  return cutWith(text, limit, '…');
}

/** Cuts a text that matters and says so in words. `limit` counts UTF-16 units and includes the words. */
export function shortenText(text: string, limit: number): string {
  return cutWith(text, limit, SHORTENED);
}

function cutWith(text: string, limit: number, mark: string): string {
  if (text.length <= limit) return text;
  let kept = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > limit - mark.length) break;
    kept = index + segment.length;
  }
  return text.slice(0, kept).trimEnd() + mark;
}
