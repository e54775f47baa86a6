import type { Call } from '../commands/call.ts';
import type { PlatformUser } from '../commands/inbound.ts';
import { normalAddress } from '../relationships/address.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Member } from './member.ts';

export type MemberNotFound =
  | { readonly kind: 'nobody'; readonly typed: string }
  | { readonly kind: 'ambiguous'; readonly typed: string; readonly candidates: readonly Member[] };

/** Finds a member by mention, address, full name or a part of the name; several matches are never guessed between. */
export async function findMember(
  stores: Pick<Stores, 'members' | 'identities'>,
  from: PlatformUser,
  typed: string,
): Promise<Result<Member, MemberNotFound>> {
  const mentioned = /^@([A-Za-z0-9_-]+)$/u.exec(typed.trim())?.[1];
  const identity = mentioned === undefined ? undefined : await stores.identities.of({ ...from, user: mentioned });
  if (identity !== undefined) return present(await stores.members.get(identity.memberId), typed);

  const address = normalAddress(typed);
  const byAddress = address === undefined ? undefined : await stores.members.byAddress(address);
  if (byAddress !== undefined) return ok(byAddress);
  return only(byName(await stores.members.list(), typed), typed);
}

function byName(members: readonly Member[], typed: string): readonly Member[] {
  const wanted = folded(typed.replace(/^@/u, ''));
  const whole = members.filter((member) => folded(member.fullName) === wanted);
  return whole.length > 0 ? whole : members.filter((member) => folded(member.fullName).includes(wanted));
}

function only(found: readonly Member[], typed: string): Result<Member, MemberNotFound> {
  const [first, ...others] = found;
  if (first === undefined) return err({ kind: 'nobody', typed });
  return others.length === 0 ? ok(first) : err({ kind: 'ambiguous', typed, candidates: found });
}

function present(member: Member | undefined, typed: string): Result<Member, MemberNotFound> {
  return member === undefined ? err({ kind: 'nobody', typed }) : ok(member);
}

/** Case and accents do not tell people apart when they are typed. */
export function folded(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

/** The same in a sentence that can stand on the field. */
export function memberNotFoundSentence(missing: MemberNotFound): string {
  return missing.kind === 'nobody'
    ? 'Nobody here is called that. Write a full name, an e-mail address or a mention.'
    : `That could be several people. Write the address: ${missing.candidates
        .slice(0, 5)
        .map(({ address }) => address)
        .join(', ')}.`;
}

/** `does` is the command that is run again for the one who was meant, with what else was said. */
export function memberNotFoundView(missing: MemberNotFound, does: string, said: Call['args'] = {}): View {
  if (missing.kind === 'nobody') {
    return {
      title: `Nobody here is called “${missing.typed}”`,
      tone: 'attention',
      blocks: [{ kind: 'text', text: ['Write a full name, an e-mail address or a mention. Nothing was changed.'] }],
      actions: [{ kind: 'run', label: 'Show everybody', weight: 'primary', does: { command: 'list', args: {} } }],
    };
  }
  return {
    title: `“${missing.typed}” could be several people`,
    tone: 'attention',
    blocks: [
      {
        kind: 'list',
        items: missing.candidates.slice(0, 5).map(({ fullName, address }) => [{ strong: fullName }, ` ${address}`]),
        total: missing.candidates.length,
      },
    ],
    actions: missing.candidates.slice(0, 5).map(({ fullName, address }) => ({
      kind: 'run',
      label: fullName,
      weight: 'plain',
      does: { command: does, args: { ...said, member: address } },
    })),
  };
}
