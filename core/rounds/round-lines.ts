import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { RoundRow } from './round.ts';

/** Somebody of a round; whoever was removed meanwhile is called what is left of them. */
export type RoundLine = {
  readonly row: RoundRow;
  readonly member: Member;
  /** Of the mailbox that was looked at, or of the person. */
  readonly address: string;
};

export async function linesOfRound(
  { roundRows, members, mailboxes }: Pick<Stores, 'roundRows' | 'members' | 'mailboxes'>,
  id: Id<'round'>,
): Promise<readonly RoundLine[]> {
  const byId = new Map((await members.list()).map((member) => [member.id, member]));
  const addresses = new Map((await mailboxes.list()).map((mailbox) => [mailbox.id, mailbox.address]));
  return (await roundRows.ofRound(id)).flatMap((row) => {
    const member = byId.get(row.memberId);
    const mailboxId = mailboxOf(row);
    const looked = mailboxId === undefined ? undefined : addresses.get(mailboxId);
    return member === undefined ? [] : [{ row, member, address: looked ?? member.address }];
  });
}

function mailboxOf(row: RoundRow): Id<'mailbox'> | undefined {
  const about = row.state === 'ended' ? row.outcome : row.task;
  return 'mailboxId' in about ? about.mailboxId : undefined;
}
