import { z } from 'zod';
import { linkMailbox, type LinkDeps } from '../mailboxes/links/link-mailbox.ts';
import { movedLink } from '../mailboxes/links/link-moves.ts';
import {
  checkingLinkView,
  consentForm,
  consentSentence,
  linkedView,
  linkEndedView,
  linkRefusedView,
} from '../mailboxes/links/link-views.ts';
import type { MailboxLink } from '../mailboxes/links/mailbox-link.ts';
import { holdsActiveSeat, inform, ownerOf, startLink } from '../mailboxes/links/start-link.ts';
import { idSchema } from '../ids.ts';
import { authorise } from '../people/authority.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import { POLICY } from '../people/policy.ts';
import { addressArgument, agreedArgument, mailSystemArgument, absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { deniedView, privately } from './run-call.ts';
import { isActing, memberOrActor } from './show.ts';
import { signature } from './signature.ts';

const LINK = signature({
  name: 'link',
  group: 'mailboxes',
  summary: 'Have a further mailbox read for somebody; a personal one only if its owner agrees',
  example: '/seat link ada@company.example ada@second-domain.example',
  reach: 'typed',
  typed: ['member', 'address'],
  args: z.object({
    member: z.string().trim().min(1, 'Whose mailbox? Write a name or an address.').max(254, 'That is too long.'),
    address: addressArgument,
    mailSystem: absentWhenEmpty(mailSystemArgument),
  }),
});

const STEP = { group: 'mailboxes', example: '', reach: 'step', typed: [] } as const;
const link = idSchema('mailbox-link');

const REVIEW = signature({
  ...STEP,
  name: 'link review',
  summary: 'See what reading a personal mailbox means',
  args: z.object({ link }),
});
const AGREE = signature({
  ...STEP,
  name: 'link agree',
  summary: 'Agree that a personal mailbox is read',
  args: z.object({ link, version: z.int(), agreed: agreedArgument }),
});
const DECLINE = signature({
  ...STEP,
  name: 'link decline',
  summary: 'Do not have a personal mailbox read',
  args: z.object({ link }),
});

export function createLink(deps: LinkDeps): readonly Command[] {
  return [
    command({
      signature: LINK,
      isOwn: ({ member }, context) => isActing(member, context),
      run: (args, context) => runLink(deps, args, context),
    }),
    command({ signature: REVIEW, run: (args, context) => review(context, args.link) }),
    command({ signature: AGREE, run: (args, context) => agree(deps, args, context) }),
    command({ signature: DECLINE, run: (args, context) => decline(deps, context, args.link) }),
  ];
}

async function runLink(deps: LinkDeps, args: z.output<typeof LINK.args>, context: CommandContext): Promise<Reply> {
  const member = await memberOrActor(args.member, context);
  if (!member.ok) return privately(memberNotFoundView(member.error, 'link'));
  const { address, mailSystem } = args;
  const askedBy = actingMember(context).id;
  const asked = await linkMailbox(deps, context.stores, { member: member.value, address, mailSystem, askedBy });
  if (!asked.ok) return privately(linkRefusedView(asked.error));
  return { kind: 'deferred', view: checkingLinkView(asked.value, member.value) };
}

type Awaiting = Extract<MailboxLink, { state: 'awaiting-owner' }>;

/** The link if it waits for this very person; else the answer why it does not. */
async function awaiting(context: CommandContext, id: MailboxLink['id']): Promise<Awaiting | Reply> {
  const found = await context.stores.mailboxLinks.get(id);
  const isTheirs = found !== undefined && found.memberId === actingMember(context).id;
  const isOpen = isTheirs && found.state === 'awaiting-owner' && (await holdsActiveSeat(context.stores, found));
  if (isOpen) return found;
  const what = !isTheirs
    ? 'Only the owner of a mailbox can agree that it is read.'
    : found.state === 'linked'
      ? `${found.address} is being read already.`
      : `This was not answered in time, or has ended otherwise: ${found.address} is not read.`;
  return privately({
    title: 'This does not wait for you',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [what] }],
    actions: [{ kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } }],
  });
}

async function review(context: CommandContext, id: MailboxLink['id']): Promise<Reply> {
  const found = await awaiting(context, id);
  return 'kind' in found ? found : { kind: 'form', form: consentForm(found) };
}

async function agree(deps: LinkDeps, args: z.output<typeof AGREE.args>, context: CommandContext): Promise<Reply> {
  const found = await awaiting(context, args.link);
  if ('kind' in found) return found;
  const { stores, deliveryId, now, actor, account } = context;
  // What an Admin asked for needs the owner's agreement; what the owner asked for is a setting of theirs.
  const authority = authorise(POLICY.link, actor, account, 'own');
  if (found.askedBy === found.memberId && authority.kind === 'denied') return privately(deniedView('link', authority));
  await deps.audit(stores, found.accountId, {
    kind: 'mailbox.consented',
    at: now,
    actor: { kind: 'member', memberId: found.memberId },
    subject: { kind: 'mailbox-link', id: found.id },
    facts: { delivery: deliveryId },
    personal: [{ memberId: found.memberId, values: { sentence: consentSentence(found) } }],
  });
  return privately(linkedView(await startLink(deps, stores, found)));
}

async function decline(deps: LinkDeps, context: CommandContext, id: MailboxLink['id']): Promise<Reply> {
  const found = await awaiting(context, id);
  if ('kind' in found) return found;
  const { stores, now } = context;
  const declined = movedLink(found, { kind: 'declined', at: now });
  await stores.mailboxLinks.replace(found, declined);
  const view = linkEndedView(declined, await ownerOf(stores, found));
  if (found.askedBy !== found.memberId) await inform(deps, stores, declined, { to: found.askedBy, view });
  return privately(view);
}
