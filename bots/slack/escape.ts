import { cutText, shortenText, untrustedLabel, untrustedText } from '../../core/views/untrusted-text.ts';

/** Slack's three control characters, in the order that escapes each exactly once. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes Slack's own escaping of what a person typed; `&` comes last, so that `&amp;lt;` becomes `&lt;` and no more. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The text of a button, a title or a field: escaped, never empty, never cut inside an entity. */
export function escapedLabel(text: string, limit: number): string {
  return within(untrustedLabel(text, limit), limit, cutText);
}

/** Text that matters: that something was cut is said in words. Spaces at its ends stay. */
export function escapedText(text: string, limit: number): string {
  return within(untrustedText(text), limit, shortenText);
}

/** A finished text of ours, lines and all, for the places that take nothing but a string. */
export function escapedLines(text: string, limit: number): string {
  return within(text, limit, shortenText);
}

/** Escaping lengthens a text, so what is kept of it shrinks until the escaped form fits. */
function within(text: string, limit: number, cut: (text: string, limit: number) => string): string {
  let kept = limit;
  let escaped = escapeText(cut(text, kept));
  while (escaped.length > limit) {
    kept -= Math.ceil((escaped.length - limit) / 5);
    escaped = escapeText(cut(text, kept));
  }
  return escaped;
}
