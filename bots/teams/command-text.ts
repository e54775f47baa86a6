import type { TeamsActivity } from './schema.ts';

const ENTITIES = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#160': ' ' } as const;

/** The words meant for us: our own mention is cut out where the platform says it stands, others leave their name. */
export function commandTextIn({ text = '', entities, recipient }: TeamsActivity): string {
  let words = text;
  for (const { text: markup, mentioned } of entities) {
    if (markup === undefined || markup === '') continue;
    words = words.replace(markup, () => (mentioned.id === recipient.id ? ' ' : (mentioned.name ?? ' ')));
  }
  return decodeOnce(words.replaceAll(/<\/?(?:p|div|span|br|at)\b[^<>]*>/gi, ' '))
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .trim();
}

function decodeOnce(text: string): string {
  return text.replaceAll(
    /&(?<name>nbsp|amp|lt|gt|quot|#39|#160);/g,
    (_, name: keyof typeof ENTITIES) => ENTITIES[name],
  );
}
