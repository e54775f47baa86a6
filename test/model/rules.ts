import type { Stores } from '../../core/transaction.ts';
import { everybodyHasOneSeat, seatsAreCounted } from './rules/capacity.ts';
import { chargesAreAgreedTo } from './rules/charges.ts';
import { nobodyDecidesTheirOwn } from './rules/decisions.ts';
import { movesAreDrawn } from './rules/drawn-moves.ts';
import { leaversHoldNothing, somebodyManages } from './rules/leavers.ts';
import { messagesAreTheirs } from './rules/messages.ts';
import { noticesAreAboutSomething } from './rules/notices.ts';
import { somebodyDecides } from './rules/somebody-decides.ts';
import type { Look, Rule } from './rules/rule.ts';

export const RULES: readonly Rule[] = [
  seatsAreCounted,
  everybodyHasOneSeat,
  chargesAreAgreedTo,
  nobodyDecidesTheirOwn,
  somebodyDecides,
  movesAreDrawn,
  somebodyManages,
  leaversHoldNothing,
  messagesAreTheirs,
  noticesAreAboutSomething,
];

/** Every one of these rules that is broken, in words. */
export async function brokenRules(rules: readonly Rule[], stores: Stores, look: Look): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const rule of rules) faults.push(...(await rule(stores, look)));
  return faults.filter((fault) => fault !== '');
}
