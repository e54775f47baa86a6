import { findPerson, type PersonSought } from './find-person.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { ChatAddress } from './chat-gateway.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import type { NotNow } from './postpone.ts';

/** The surface that needs no workspace: every member has an address there. */
const MAIL = { surface: 'email', workspace: '-' } as const;

/** The ways to a recipient, best first; none when there is nobody any more. */
export async function routesTo(
  deps: OutboxDeps,
  notice: Pick<Notice, 'accountId' | 'recipient' | 'attempts'>,
): Promise<Result<readonly ChatAddress[], NotNow>> {
  const { accountId, recipient, attempts } = notice;
  if (recipient.under !== undefined) return await routeUnder(deps, notice, recipient.under);
  switch (recipient.kind) {
    case 'address':
    case 'channel':
      return ok([recipient.address]);
    case 'member':
      return await routesToMember(deps, { accountId, memberId: recipient.memberId, attempts });
    default:
      return unreachable(recipient);
  }
}

/** Where the other message went, below it; until that is known it waits, and without it it stands alone. */
async function routeUnder(
  deps: OutboxDeps,
  { accountId, recipient, attempts }: Pick<Notice, 'accountId' | 'recipient' | 'attempts'>,
  under: Notice['id'],
): Promise<Result<readonly ChatAddress[], NotNow>> {
  const above = await deps.transaction.run(accountId, ({ notices }) => notices.get(under));
  if (above === undefined || above.state === 'undeliverable' || above.state === 'unknown')
    return await routesTo(deps, { accountId, attempts, recipient: { ...recipient, under: undefined } });
  if (above.state === 'delivered') return ok([{ ...above.to, thread: above.message.reference }]);
  return err({ kind: 'unavailable', cause: 'the message that it belongs under is not there yet' });
}

/** Their chats, the latest first; somebody who is in none yet is looked for; then e-mail. */
async function routesToMember(
  deps: OutboxDeps,
  {
    accountId,
    memberId,
    attempts,
  }: Pick<PersonSought, 'accountId' | 'attempts'> & { readonly memberId: PersonSought['member']['id'] },
): Promise<Result<readonly ChatAddress[], NotNow>> {
  const { member, identities } = await deps.transaction.run(accountId, async (stores) => ({
    member: await stores.members.get(memberId),
    identities: await stores.identities.ofMember(memberId),
  }));
  if (member === undefined || member.standing === 'removed') return ok([]);

  const mail: ChatAddress = { ...MAIL, kind: 'user', user: member.address };
  const chats = identities
    .filter(({ user }) => deps.gateways(user.surface) !== undefined)
    .map(({ user }): ChatAddress => ({ kind: 'user', ...user }));
  if (chats.length > 0) return ok([...chats, mail]);

  const found = await findPerson(deps, { accountId, member, attempts });
  if (!found.ok) return found;
  return ok(found.value === undefined ? [mail] : [{ kind: 'user', ...found.value }, mail]);
}
