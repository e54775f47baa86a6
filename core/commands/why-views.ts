import type { Account } from '../accounts/account.ts';
import type { Actor } from '../people/actor.ts';
import { authorise, whoCan, type Authority } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import { rightsText } from '../people/role-texts.ts';
import { unreachable } from '../result.ts';
import type { Block, Inline, View } from '../views/view.ts';
import type { Call } from './call.ts';
import type { Signature } from './signature.ts';

/** What stands in the way besides rights, who can mend it and how. */
export type Obstacle = {
  readonly what: string;
  readonly who: string | undefined;
  readonly next: { readonly label: string; readonly call: Call } | undefined;
};

export type WhyInput = {
  readonly name: CommandName;
  readonly about: Member | undefined;
  readonly account: Account;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly forOneself: Authority;
  readonly obstacles: readonly Obstacle[];
  /** Members who may, the highest roles first. */
  readonly others: readonly Member[];
};

const MOST_NAMES = 5;

/** What is missing, who can by name, and how to get there. */
export function whyView(input: WhyInput): View {
  const { name, about, authority, obstacles } = input;
  const whom = about === undefined ? '' : ` for ${about.fullName}`;
  const isOpen = authority.kind === 'allowed' && obstacles.length === 0;
  return {
    title: isOpen ? `Nothing stands in the way of “${name}”${whom}` : `What “${name}”${whom} is missing`,
    tone: isOpen ? 'good' : 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'You are', value: [standing(input)] },
          { label: 'It may be run by', value: [whoCan(POLICY[name], input.account)] },
        ],
      },
      ...(authority.kind === 'allowed' ? [] : [rights(input, authority)]),
      ...obstacles.map(({ what, who }): Block => ({
        kind: 'text',
        text: [what, who === undefined ? '' : ` Who can mend it: ${who}.`],
      })),
      ...(authority.kind === 'allowed' ? [] : names(input)),
    ],
    actions: [
      ...obstacles.flatMap(({ next }) =>
        next === undefined ? [] : [{ kind: 'run', label: next.label, weight: 'primary', does: next.call } as const],
      ),
      { kind: 'run', label: 'Show who may do what', weight: 'plain', does: { command: 'permissions', args: {} } },
    ],
  };
}

function standing({ actor, account }: WhyInput): string {
  switch (actor.kind) {
    case 'member':
      return `${rightsText(actor.member)}, on the ${account.tier} tier`;
    case 'operator':
      return 'the operator, on the console';
    case 'system':
      return 'a job';
    default:
      return unreachable(actor);
  }
}

function rights({ forOneself, account, name }: WhyInput, { because }: Extract<Authority, { kind: 'denied' }>): Block {
  return { kind: 'text', text: [reason(because, forOneself, account, name)] };
}

function reason(
  because: Extract<Authority, { kind: 'denied' }>['because'],
  forOneself: Authority,
  account: Account,
  name: CommandName,
): string {
  switch (because) {
    case 'standing':
      return 'You are not an active member of this account any more; somebody who manages users can reactivate you.';
    case 'tier':
      return `It is part of the Enterprise tier, and this account is on ${account.tier}. The operator sets the tier.`;
    case 'reserved':
      return 'Mail is shared within teams only, so privacy levels are set by whoever manages users. An Enterprise Admin can share with everyone again in the permissions.';
    case 'locked':
      return 'It is set by an Admin for all members with the Standard role. Whoever gives roles can let members change it again (settings).';
    case 'not-own':
      return forOneself.kind === 'allowed'
        ? 'You may do it for yourself. For others it needs a role or a grant that you do not have.'
        : 'It needs a role or a grant that you do not have.';
    case 'role':
      return `Your role and grants do not include it. ${howToGet(account, name)}`;
    default:
      return unreachable(because);
  }
}

function howToGet({ tier, userManagers }: Account, name: CommandName): string {
  const { enterpriseStandard, enterpriseAdminRole } = POLICY[name];
  const isExtensible = [enterpriseStandard, enterpriseAdminRole].some(
    (rule) => rule === 'granted' || rule === 'granted-or-own',
  );
  return tier === 'enterprise' && isExtensible && userManagers !== 'standard'
    ? 'An Enterprise Admin can extend user management to your role (permissions), give you another role (role), or do it for you.'
    : 'Whoever gives roles can give you one that does (role), or somebody below can do it for you.';
}

function names({ others }: WhyInput): readonly Block[] {
  if (others.length === 0) return [];
  const items = others
    .slice(0, MOST_NAMES)
    .map((member): readonly Inline[] => [{ member: member.id, name: member.fullName }, `, ${rightsText(member)}`]);
  return [
    { kind: 'text', text: ['Somebody who can:'] },
    { kind: 'list', items, total: others.length },
  ];
}

/** What this person may not run, with who may: asked without a command. */
export function closedCommandsView(
  signatures: readonly Signature<CommandName>[],
  { actor, account }: { readonly actor: Actor; readonly account: Account },
): View {
  const closed = signatures.filter(
    ({ name, reach }) => reach === 'typed' && authorise(POLICY[name], actor, account, 'own').kind === 'denied',
  );
  return {
    title: closed.length === 0 ? 'Every command is open to you' : 'What is not open to you, and who can',
    tone: 'neutral',
    blocks: [
      ...(closed.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: closed.map(({ name }): readonly Inline[] => [
                { strong: name },
                `: ${whoCan(POLICY[name], account)}`,
              ]),
              total: closed.length,
            } as const,
          ]),
      {
        kind: 'note',
        text: ['About one command, or one for somebody: ', { code: '/seat why sync ada@company.example' }],
      },
    ],
    actions: [{ kind: 'run', label: 'Show what I may do', weight: 'primary', does: { command: 'help', args: {} } }],
  };
}
