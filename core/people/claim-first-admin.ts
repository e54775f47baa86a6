import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import { CLAIM } from '../commands/claim.ts';
import type { Delivery } from '../commands/delivery.ts';
import type { Inbound } from '../commands/inbound.ts';
import { parseTyped } from '../commands/parse-typed.ts';
import type { Reply } from '../commands/reply.ts';
import { idSchema, type Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Identity } from './identity.ts';
import type { Member } from './member.ts';
import { recordLink } from './record-link.ts';
import { z } from 'zod';

export type ClaimFirstAdminDeps = { readonly clock: Clock; readonly ids: Ids; readonly audit: AuditTrail };

/**
 * For a chat user whom nobody knows yet: links them by the one-time code of the operator. Undefined when they asked for
 * something else. A wrong, used or expired code gets one and the same answer, so that nothing can be learned by trying.
 */
export async function claimFirstAdmin(
  deps: ClaimFirstAdminDeps,
  stores: Stores,
  { inbound }: Pick<Delivery, 'inbound'>,
): Promise<Reply | undefined> {
  const code = codeOf(inbound);
  if (code === undefined) return undefined;
  const member = await memberFor(deps, stores, code);
  const isLinked = member !== undefined && (await link(deps, stores, member, inbound));
  return { kind: 'private', view: isLinked ? welcomeView(member) : refusedView() };
}

/** What was typed after `claim`; an empty text when nothing was. */
function codeOf({ ask }: Inbound): string | undefined {
  if (ask.kind !== 'typed') return undefined;
  const call = parseTyped(ask.text, [CLAIM]);
  if (!call.ok || call.value.command !== CLAIM.name) return undefined;
  return CLAIM.args.safeParse(call.value.args).data?.code ?? '';
}

const ClaimArgs = z.object({ member: idSchema('member') });

async function memberFor(
  { clock }: ClaimFirstAdminDeps,
  { actions, members, identities }: Stores,
  code: string,
): Promise<Member | undefined> {
  const id = idSchema('action').safeParse(code.toLowerCase());
  const action = id.success ? await actions.get(id.data) : undefined;
  if (action?.call.command !== CLAIM.name) return undefined;
  if (Temporal.Instant.compare(action.expiresAt, clock.now()) <= 0) return undefined;
  const member = await members.get(ClaimArgs.parse(action.call.args).member);
  if (member?.standing !== 'active') return undefined;
  return (await identities.ofMember(member.id)).length === 0 ? member : undefined;
}

async function link(deps: ClaimFirstAdminDeps, stores: Stores, member: Member, { from }: Inbound): Promise<boolean> {
  // Two people with one code: the second one's transaction finds the member changed and starts over.
  await stores.members.replace(member, { ...member, version: member.version + 1 });
  const identity: Identity = {
    id: deps.ids.next('identity'),
    accountId: member.accountId,
    memberId: member.id,
    user: from,
    proof: 'first-admin',
    linkedAt: deps.clock.now(),
  };
  if (!(await stores.identities.link(identity))) return false;
  await recordLink(deps, stores, identity, { kind: 'member', memberId: member.id });
  return true;
}

function welcomeView({ fullName, role }: Member): View {
  return {
    title: `You are linked as ${fullName}`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          role === 'enterprise-admin'
            ? 'You are an Enterprise Admin of this account.'
            : 'You are an Admin of this account.',
          ' The code is used up. Next, mailboxes and a domain are set up; the checklist shows how.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } }],
  };
}

function refusedView(): View {
  return {
    title: 'This code cannot be used',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'A code works once, within 24 hours, in a workspace of its account. The operator makes a new one with ',
          { code: 'account set admin:…' },
          ' on the console.',
        ],
      },
    ],
    actions: [],
  };
}
