import { z } from 'zod';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { idSchema } from '../ids.ts';
import type { MailboxLink } from '../mailboxes/links/mailbox-link.ts';
import { ownerOf } from '../mailboxes/links/start-link.ts';
import { unlinkMailbox } from '../mailboxes/links/unlink-mailbox.ts';
import { planUnlink, unlinkHash, unlinkSentence } from '../mailboxes/links/unlink-plan.ts';
import { unlinkedView, unlinkForm, unlinkRefusedView } from '../mailboxes/links/unlink-views.ts';
import { tell } from '../outbox/tell.ts';
import { err, ok, type Result } from '../result.ts';
import { addressArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { consentArgument } from './removal-schedule.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const UNLINK = signature({
  name: 'unlink',
  group: 'mailboxes',
  summary: 'End the reading of a further mailbox; of a personal one, what was read is deleted',
  example: '/seat unlink ada@second-domain.example',
  reach: 'typed',
  typed: ['address'],
  args: z.object({ address: addressArgument }),
});

const CONFIRM = signature({
  name: 'unlink confirm',
  group: 'mailboxes',
  summary: 'Agree to what unlinking a mailbox means',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ link: idSchema('mailbox-link'), plan: z.string(), agreed: consentArgument }),
});

export function createUnlink(deps: DepartureDeps): readonly Command[] {
  return [
    command({
      signature: UNLINK,
      isOwn: async ({ address }, context) => isOwner(context, await linkOf(context, address)),
      run: (args, context) => unlink(deps, args, context),
    }),
    command({
      signature: CONFIRM,
      isOwn: async ({ link }, context) => isOwner(context, await context.stores.mailboxLinks.get(link)),
      run: (args, context) => confirm(deps, args, context),
    }),
  ];
}

type Linked = Extract<MailboxLink, { state: 'linked' }>;

function isOwner({ actor }: CommandContext, link: MailboxLink | undefined): boolean {
  return actor.kind === 'member' && link?.memberId === actor.member.id;
}

/** The newest link of the mailbox of that address, whatever became of it. */
async function linkOf({ stores }: CommandContext, address: string): Promise<MailboxLink | undefined> {
  const owners = (await stores.mailboxes.list()).filter((mailbox) => mailbox.address === address);
  const links = await Promise.all(owners.map(({ memberId }) => stores.mailboxLinks.ofMember(memberId)));
  const ofAddress = links.flat().filter((link) => link.address === address);
  return ofAddress.findLast(({ state }) => state === 'linked') ?? ofAddress.at(-1);
}

async function unlink(
  deps: DepartureDeps,
  { address }: z.output<typeof UNLINK.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await linkedAt(context, address);
  return found.ok ? await form(deps, context, found.value, false) : found.error;
}

async function linkedAt(context: CommandContext, address: string): Promise<Result<Linked, Reply>> {
  const link = await linkOf(context, address);
  if (link?.state === 'linked') return ok(link);
  if (link?.state === 'unlinked' || link?.state === 'purged')
    return err(privately(unlinkRefusedView({ kind: 'unlinked-already' })));
  const member = await context.stores.members.byAddress(address);
  const isSeats = (await context.stores.mailboxes.list()).some((mailbox) => mailbox.address === address);
  const refused =
    member !== undefined && isSeats
      ? ({ kind: 'comes-with-seat', member } as const)
      : ({ kind: 'not-linked' } as const);
  return err(privately(unlinkRefusedView(refused)));
}

async function form(
  deps: DepartureDeps,
  { stores }: CommandContext,
  link: Linked,
  hasChanged: boolean,
): Promise<Reply> {
  const plan = await planOf(stores, link);
  return { kind: 'form', form: unlinkForm({ link, plan, undoDays: undoDays(deps), hasChanged }) };
}

async function planOf(stores: CommandContext['stores'], link: Linked) {
  const mailbox = await stores.mailboxes.get(link.mailboxId);
  if (mailbox === undefined) throw new Error(`Mailbox ${link.mailboxId} is linked but is not stored`);
  return await planUnlink(stores, mailbox);
}

async function confirm(
  deps: DepartureDeps,
  args: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const link = await stores.mailboxLinks.get(args.link);
  if (link?.state !== 'linked') return privately(unlinkRefusedView({ kind: 'unlinked-already' }));
  const plan = await planOf(stores, link);
  if (args.plan !== unlinkHash(plan)) return await form(deps, context, link, true);
  if (!args.agreed) return { kind: 'fields', errors: { agreed: 'Tick the box to agree. Without it nothing is done.' } };
  const by = actingMember(context);
  const sentence = unlinkSentence(plan, undoDays(deps));
  const unlinked = await unlinkMailbox(deps, stores, { link, plan, by, sentence, deliveryId });
  const owner = await ownerOf(stores, link);
  const view = unlinkedView(unlinked, owner);
  if (owner.id !== by.id) {
    const subject = `mailbox-unlinked:${link.id}`;
    await tell(deps, stores, link.accountId, {
      key: subject,
      subject,
      recipient: { kind: 'member', memberId: owner.id },
      view,
    });
  }
  return privately(view);
}

function undoDays({ leaving }: DepartureDeps): number {
  return Math.round(leaving.undoWindow.total('hours') / 24);
}
