import type { Account } from '../accounts/account.ts';
import { sharesWithinTeams, type Authority } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_LEVELS, PRIVACY_MEANINGS, type PrivacyLevel } from '../relationships/privacy.ts';
import type { Seat } from '../seats/seat.ts';
import type { Action, Block, View } from '../views/view.ts';
import type { PrivacyChange } from './privacy-change.ts';
import { WHAT_COLLEAGUES_SEE, changeForAskerView } from './privacy-views.ts';

export type LevelInput = {
  readonly member: Member;
  readonly seat: Seat | undefined;
  readonly change: PrivacyChange | undefined;
  readonly account: Account;
  readonly authority: Authority;
  readonly isOwn: boolean;
};

/** The level that counts for somebody, what it means, and what whoever asks may do about it. */
export function privacyLevelView({ member, seat, change, account, authority, isOwn }: LevelInput): View {
  if (seat === undefined) return noSeatView(member);
  const { title, sentence, seen } = PRIVACY_MEANINGS[seat.privacy];
  const underway = change === undefined ? [] : changeForAskerView(change, member).blocks;
  return {
    title: `${isOwn ? 'Your privacy level' : `The privacy level of ${member.fullName}`}: ${title}`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [isOwn ? sentence : `${seen}.`] },
      ...underway,
      ...sharing(account, seat),
      ...(authority.kind === 'allowed' ? [] : [whyNot(authority, account)]),
    ],
    actions: [
      ...(isOwn ? [WHAT_COLLEAGUES_SEE] : []),
      ...(authority.kind === 'allowed' ? levels(member, seat.privacy) : []),
    ],
  };
}

function sharing(account: Account, { team }: Seat): readonly Block[] {
  if (!sharesWithinTeams(account)) return [];
  const where = team === undefined ? 'nobody, because no team is set' : `the team ${team} only`;
  return [{ kind: 'note', text: [`Subjects are shared with ${where}: this account shares mail within teams.`] }];
}

function whyNot({ because, whoCan }: Extract<Authority, { kind: 'denied' }>, { name }: Account): Block {
  return { kind: 'note', text: [notYours(because, name), `It can be set by ${whoCan}.`] };
}

function notYours(because: Extract<Authority, { kind: 'denied' }>['because'], account: string): string {
  if (because === 'reserved')
    return `${account} shares mail within teams only, so you see your level here but do not set it. `;
  return because === 'locked' ? 'It is set by your Admin, so you see it here but do not change it. ' : '';
}

function levels({ address }: Member, now: PrivacyLevel): readonly Action[] {
  return PRIVACY_LEVELS.filter((level) => level !== now).map((level) => ({
    kind: 'run',
    label: PRIVACY_MEANINGS[level].title,
    weight: 'plain',
    does: { command: 'privacy', args: { member: address, level } },
  }));
}

function noSeatView({ fullName, address }: Member): View {
  return {
    title: `${fullName} has no seat`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: ['Nothing of their mail is read, so there is no level to set. It is chosen with the invitation.'],
      },
    ],
    actions: [
      { kind: 'run', label: `Show ${fullName}`, weight: 'plain', does: { command: 'show', args: { member: address } } },
    ],
  };
}
