import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { ClaimDomainDeps } from '../domains/claim-domain.ts';
import { movedClaim } from '../domains/domain-claim-moves.ts';
import { claimListView, noClaimView } from '../domains/domain-list-views.ts';
import { domainReach } from '../domains/domain-reach.ts';
import { lookKey } from '../domains/look-at.ts';
import { wakeMailboxes } from '../domains/proved-domain.ts';
import { removalForm, removalHash, removalSentence, removedView, type Removal } from '../domains/removal.ts';
import { POLICY } from '../people/policy.ts';
import { absentWhenEmpty, domainArgument, tickedArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const REMOVE = signature({
  name: 'domain remove',
  group: 'account',
  summary: 'Give a domain up; you see what stops before you agree',
  example: '/seat domain remove company.example',
  reach: 'typed',
  typed: ['domain'],
  args: z.object({ domain: absentWhenEmpty(domainArgument) }),
});

const CONFIRM = signature({
  name: 'domain remove confirm',
  group: 'account',
  summary: 'Agree to give a domain up',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    domain: domainArgument,
    shown: z.string(),
    agreed: tickedArgument('Tick the box to agree. Without it nothing is removed.'),
  }),
});

export function createDomainRemove(deps: ClaimDomainDeps): readonly Command[] {
  return [
    command({ signature: REMOVE, run: ({ domain }, context) => remove(domain, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

async function remove(domain: string | undefined, context: CommandContext): Promise<Reply> {
  if (domain === undefined) return privately(claimListView(await context.stores.domains.list()));
  const removal = await removalOf(context, domain);
  return removal === undefined ? privately(noClaimView(domain)) : { kind: 'form', form: removalForm(removal) };
}

async function removalOf({ stores }: CommandContext, domain: string): Promise<Removal | undefined> {
  const claim = await stores.domains.byDomain(domain);
  if (claim === undefined || claim.state === 'removed') return undefined;
  return { claim, reach: await domainReach(stores, domain) };
}

/** Carries out exactly what was shown; when it has changed meanwhile, the form comes again with what it is now. */
async function confirm(
  deps: ClaimDomainDeps,
  { domain, shown }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const removal = await removalOf(context, domain);
  if (removal === undefined) return privately(noClaimView(domain));
  if (removalHash(removal) !== shown) return { kind: 'form', form: removalForm(removal) };

  const { stores, now, deliveryId } = context;
  const { claim, reach } = removal;
  await stores.domains.replace(claim, movedClaim(claim, { kind: 'removed', at: now }));
  await stores.work.cancel(lookKey(claim));
  await wakeMailboxes(deps, stores, domain);
  await deps.audit(stores, claim.accountId, {
    kind: 'domain.removed',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'domain-claim', id: claim.id },
    facts: { domain, before: claim.state, ...reach, shown, sentence: removalSentence(removal), delivery: deliveryId },
    personal: [],
  });
  await tellOthers(deps, context, removal);
  return privately(removedView(removal));
}

async function tellOthers(deps: ClaimDomainDeps, { stores }: CommandContext, removal: Removal): Promise<void> {
  const { id, version } = removal.claim;
  await tellAdministrators(deps, stores, {
    row: POLICY['domain remove'],
    key: `domain-removed:${id}:${version}`,
    subject: `domain-removed:${id}:${version}`,
    view: removedView(removal),
    alsoInChannel: true,
  });
}
