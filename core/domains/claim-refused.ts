import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import { shownDomain } from './shown-domain.ts';

export type ClaimRefused = {
  readonly kind: 'public-suffix' | 'personal-domain' | 'too-long' | 'owned-elsewhere';
  readonly domain: string;
};

/** The reason and the way out, in a sentence that can stand on the field. */
export function claimRefusedSentence({ kind, domain: name }: ClaimRefused): string {
  const domain = shownDomain(name);
  switch (kind) {
    case 'public-suffix':
      return `${domain} is not a domain that one company owns; others register names below it. Give the domain of your own addresses.`;
    case 'personal-domain':
      return `Anybody can get an address at ${domain}, so it cannot be claimed. Give the domain of your company.`;
    case 'too-long':
      return `${domain} is too long: the name of its record would have more than 253 characters.`;
    case 'owned-elsewhere':
      return `${domain} is verified by another account, and a domain belongs to one account. That account has to remove it first; its administrators are told that somebody asked.`;
    default:
      return unreachable(kind);
  }
}

export function claimRefusedView(refused: ClaimRefused): View {
  return {
    title: `${shownDomain(refused.domain)} was not claimed`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [claimRefusedSentence(refused)] }],
    actions: [
      { kind: 'run', label: 'Claim another domain', weight: 'primary', does: { command: 'domain add', args: {} } },
    ],
  };
}
