import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { claimDomain, type ClaimDomainDeps } from '../domains/claim-domain.ts';
import { claimRefusedSentence, claimRefusedView } from '../domains/claim-refused.ts';
import { movedClaim } from '../domains/domain-claim-moves.ts';
import { isLive, type DomainClaim } from '../domains/domain-claim.ts';
import { claimListView, checkingDomainsView, noClaimView } from '../domains/domain-list-views.ts';
import { domainReach } from '../domains/domain-reach.ts';
import { claimView } from '../domains/domain-views.ts';
import { instructionsView } from '../domains/instructions-view.ts';
import { lookAt } from '../domains/look-at.ts';
import { absentWhenEmpty, domainArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const ADD = signature({
  name: 'domain add',
  group: 'account',
  summary: 'Prove that a mail domain is yours by a TXT record',
  example: '/seat domain add company.example',
  reach: 'typed',
  typed: ['domain'],
  args: z.object({ domain: absentWhenEmpty(domainArgument) }),
});

const CHECK = signature({
  name: 'domain check',
  group: 'account',
  summary: 'Look for the TXT record of a claimed domain now',
  example: '/seat domain check company.example',
  reach: 'typed',
  typed: ['domain'],
  args: z.object({ domain: absentWhenEmpty(domainArgument) }),
});

const LIST = signature({
  name: 'domain list',
  group: 'account',
  summary: 'Show the domains of the account and how they stand',
  example: '/seat domain list',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

export function createDomain(deps: ClaimDomainDeps): readonly Command[] {
  return [
    command({ signature: ADD, run: ({ domain }, context) => add(deps, domain, context) }),
    command({ signature: CHECK, run: ({ domain }, context) => check(deps, domain, context) }),
    command({
      signature: LIST,
      run: async (_, { stores }) => privately(claimListView(await stores.domains.list())),
    }),
  ];
}

async function add(deps: ClaimDomainDeps, domain: string | undefined, context: CommandContext): Promise<Reply> {
  if (domain === undefined) return domainForm();
  const { stores, account, isForm } = context;
  const claim = await claimDomain(deps, stores, { accountId: account.id, domain, actor: auditActor(context) });
  if (claim.ok)
    return claim.value.state === 'pending' ? privately(instructionsView(claim.value)) : stands(context, claim.value);
  return isForm
    ? { kind: 'fields', errors: { domain: claimRefusedSentence(claim.error) } }
    : privately(claimRefusedView(claim.error));
}

function domainForm(): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Claim a domain',
      blocks: [{ kind: 'text', text: ['Only people with an address in a domain that you own can be invited.'] }],
      inputs: [
        {
          kind: 'text',
          name: 'domain',
          label: 'Domain',
          hint: 'The part after the @ of your addresses',
          required: true,
          maxLength: 253,
          multiline: false,
        },
      ],
      submit: { label: 'Claim', does: { command: 'domain add', args: {} } },
    },
  };
}

async function check(deps: ClaimDomainDeps, domain: string | undefined, context: CommandContext): Promise<Reply> {
  const claims = (await context.stores.domains.list()).filter(
    (claim) => domain === undefined || claim.domain === domain,
  );
  const checkable = claims.filter(isLive);
  const [only] = claims;
  if (checkable.length === 0) return only === undefined ? privately(noClaimView(domain)) : await stands(context, only);

  for (const claim of checkable) {
    await context.stores.domains.replace(claim, movedClaim(claim, { kind: 'asked', at: context.now }));
    await lookAt(deps, context.stores, claim, context.now);
  }
  return { kind: 'deferred', view: checkingDomainsView(checkable) };
}

async function stands({ stores }: CommandContext, claim: DomainClaim): Promise<Reply> {
  return privately(claimView(claim, await domainReach(stores, claim.domain)));
}
