import type { Place } from './fronts/front.ts';

const MANY =
  /\b1 (?:[a-z]+ )?(?:messages|people|organizations|connections|interactions|mailboxes|seats|lists|notes|records|requests|colleagues|invitations|days|hours|keys|subjects|approvals|characters|rows|removals)\b|\b1 (?:are|become|were)\b/u;

/** Whatever somebody is told is read aloud: one thing is a singular. */
export function readAloud(place: Place): Place {
  return {
    types: async (text) => singular(await place.types(text)),
    presses: async (label, on) => singular(await place.presses(label, on)),
    fills: async (answers) => singular(await place.fills(answers)),
    sees: async () => (await place.sees()).map(singular),
  };
}

function singular(text: string): string {
  const [found] = MANY.exec(text) ?? [];
  if (found !== undefined) throw new Error(`Nobody says “${found}”: ${text}`);
  return text;
}
