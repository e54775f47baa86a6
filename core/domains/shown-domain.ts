import { domainToUnicode } from 'node:url';

/**
 * A domain as people are shown it: one with other letters than ASCII in both forms, because letters of different scripts
 * can look alike and only the A-label tells them apart.
 */
export function shownDomain(domain: string): string {
  const unicode = domainToUnicode(domain);
  if (unicode === '' || unicode === domain) return domain;
  return mixesScripts(domain) ? domain : `${unicode} (${domain})`;
}

/** Whether one label mixes scripts, as no name does that is written to be read: its letters are not shown at all. */
export function mixesScripts(domain: string): boolean {
  return domainToUnicode(domain)
    .split('.')
    .some((label) => !WRITINGS.some((writing) => writing.test(label)));
}

const ALONE =
  'Latin Cyrillic Greek Arabic Hebrew Armenian Georgian Thai Lao Khmer Myanmar Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Ethiopic Tibetan Mongolian';
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** What is written together in one label: "highly restrictive" of Unicode UTS 39, with every other script by itself. */
const WRITINGS = [...ALONE.split(' ').map((script) => [script]), ...TOGETHER].map((scripts) => {
  const letters = scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  return new RegExp(`^[${letters}\\p{Script=Common}\\p{Script=Inherited}]*$`, 'u');
});
