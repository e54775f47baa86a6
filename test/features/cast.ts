/** Everybody whom the platforms know; who of them belongs to the account is up to the story. */
export const CAST = {
  ada: 'Ada Lovelace',
  grace: 'Grace Hopper',
  barbara: 'Barbara Liskov',
  linus: 'Linus Torvald',
  erika: 'Erika Mann',
  sam: 'Sam Support',
  sue: 'Sue Support',
  max: 'Max Standard',
} as const;

export type CastName = keyof typeof CAST;

export const CAST_NAMES = Object.keys(CAST).filter((name): name is CastName => name in CAST);

export function addressOf(name: CastName): string {
  return `${name}@acme.example`;
}

export const CHANNELS = ['approvals', 'jobs', 'support', 'billing'] as const;
