const SHORTENED = '… (shortened)';

// Control, format (bidirectional marks and overrides, zero-width, soft hyphen, tags), surrogate and private-use characters.
// The zero-width joiner and variation selectors stay: emoji and several scripts are spelled with them.
const HIDDEN = /(?!\u200D)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu;
const LINE_BREAKS = /[\s\u0085\u2028\u2029]+/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of visible text from somebody we do not trust: a name, an address, a subject, a provider's message. */
export function untrustedText(text: string): string {
  return text.replace(LINE_BREAKS, ' ').replace(HIDDEN, '').replace(/ {2,}/g, ' ').trim();
}

/** As `untrustedText`, but the line breaks somebody typed into a multi-line field stay. */
export function untrustedLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map((line) => untrustedText(line));
  return lines.join('\n').trim();
}

/** Cuts for a label, where there is room for an ellipsis only. `limit` counts UTF-16 units, as the platforms do. */
export function cutText(text: string, limit: number): string {
  return cutWith(text, limit, '…');
}

/** Cuts a text that matters and says so in words. `limit` counts UTF-16 units and includes the words. */
export function shortenText(text: string, limit: number): string {
  return cutWith(text, limit, limit > SHORTENED.length * 2 ? SHORTENED : '…');
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
