import { z } from 'zod';
import { seatDefaults, withSeatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { provisioningForm } from '../provisioning/provisioning-form.ts';
import { provisioningStatus } from '../provisioning/provisioning-status.ts';
import { askView, provisioningRefusedView, provisioningView } from '../provisioning/provisioning-views.ts';
import {
  provisioningSentence,
  setProvisioning,
  turnOff,
  type SetProvisioningDeps,
  type Wanted,
} from '../provisioning/set-provisioning.ts';
import { checkInvitation } from '../seats/invite-member.ts';
import { refusedSentence } from '../seats/invite-refused.ts';
import { PRIVACY_LEVELS } from '../relationships/privacy.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import {
  absentWhenEmpty,
  addressesArgument,
  choiceArgument,
  countArgument,
  domainArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
} from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const MOST_A_DAY = 100;
const SEATS = ['free', 'ask'] as const;

const SHOW = signature({
  name: 'provisioning',
  group: 'seats',
  summary: 'Whether newcomers of your directory are invited by themselves, and how far they have come',
  example: '/seat provisioning',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

const ON = signature({
  name: 'provisioning on',
  group: 'seats',
  summary: 'Invite newcomers of a domain by themselves, within bounds that you agree to',
  example: '/seat provisioning on company.example privacy:subjects seats:free per-day:5',
  reach: 'typed',
  typed: ['domain'],
  args: z.object({
    domain: absentWhenEmpty(domainArgument),
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    seats: absentWhenEmpty(choiceArgument(SEATS, {}, 'Choose free or ask.')),
    perDay: absentWhenEmpty(countArgument.refine((count) => count <= MOST_A_DAY, `At most ${MOST_A_DAY} a day.`)),
    without: absentWhenEmpty(addressesArgument),
  }),
});

const CONFIRM = signature({
  name: 'provisioning confirm',
  group: 'seats',
  summary: 'Turn on what was shown for newcomers',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    domain: domainArgument,
    seatType: z.enum(SEAT_TYPES),
    privacy: z.enum(PRIVACY_LEVELS),
    team: z.string().optional(),
    seats: z.enum(SEATS),
    perDay: z.int().min(1).max(MOST_A_DAY),
    without: z.array(z.string()).readonly(),
    sentence: z.string(),
  }),
});

const OFF = signature({
  name: 'provisioning off',
  group: 'seats',
  summary: 'Stop inviting newcomers of a domain by themselves',
  example: '/seat provisioning off company.example',
  reach: 'typed',
  typed: ['domain'],
  args: z.object({ domain: domainArgument }),
});

export function createProvisioning(deps: SetProvisioningDeps): readonly Command[] {
  return [
    command({ signature: SHOW, run: (_, context) => show(context) }),
    command({ signature: ON, run: turnOn }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
    command({ signature: OFF, run: ({ domain }, context) => off(deps, domain, context) }),
  ];
}

async function show({ stores, now }: CommandContext): Promise<Reply> {
  const rules = await stores.provisioning.list();
  return privately(provisioningView(await Promise.all(rules.map((rule) => provisioningStatus(stores, rule, now)))));
}

async function turnOn(given: z.output<typeof ON.args>, context: CommandContext): Promise<Reply> {
  const { domain, seats = 'free', perDay = 5, without = [] } = given;
  const { privacy, seatType, team } = withSeatDefaults(context.account, given, context.isForm);
  if (domain === undefined || privacy === undefined)
    return await openForm({ ...given, privacy, seatType, team }, context);
  const terms = { domain, privacy, seatType, team, seats, perDay, without };
  const wanted = await wantedOf(terms, context);
  if (typeof wanted === 'string') return refuse(wanted, context);
  const sentence = provisioningSentence(wanted);
  const does = { command: 'provisioning confirm', args: { ...terms, sentence } };
  return privately(askView(sentence, { kind: 'run', label: 'Turn it on', weight: 'primary', does }));
}

async function openForm(given: z.output<typeof ON.args>, { stores, account }: CommandContext): Promise<Reply> {
  const proved = (await stores.domains.list()).filter(({ state }) => state === 'verified');
  if (proved.length === 0)
    return privately(provisioningRefusedView('No domain of this account is proved yet: domain add begins that.'));
  const said = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, `${value}`] as const] : [],
  );
  const domains = proved.map(({ domain }) => domain);
  return {
    kind: 'form',
    form: provisioningForm({ domains, hasTeams: account.tier === 'enterprise', given: Object.fromEntries(said) }),
  };
}

type Terms = Omit<z.output<typeof CONFIRM.args>, 'sentence'>;

/** The bounds with what they stand on; or why somebody of that domain could not be invited so. */
async function wantedOf(terms: Terms, { stores, account }: CommandContext): Promise<Wanted | string> {
  const { domain, seatType, privacy, team, seats, perDay, without } = terms;
  const anybody = { address: `newcomer@${domain}`, fullName: 'A newcomer', seatType, privacy, team };
  const invitable = await checkInvitation(stores, account, {
    ...anybody,
    mailSystem: seatDefaults(account).mailSystem,
  });
  const claim = await stores.domains.byDomain(domain);
  if (!invitable.ok) return refusedSentence(invitable.error);
  if (claim?.state !== 'verified') return `${domain} is not proved.`;
  const { provider } = invitable.value;
  return { claim, provider, seatType, privacy, team, onlyFree: seats === 'free', perDay, excluded: without };
}

/** Exactly what was shown is agreed to; where it would say something else now, it is shown again. */
async function confirm(
  deps: SetProvisioningDeps,
  { sentence, ...terms }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const wanted = await wantedOf(terms, context);
  if (typeof wanted === 'string') return refuse(wanted, context);
  if (provisioningSentence(wanted) !== sentence) return await turnOn(terms, context);
  const { stores, deliveryId } = context;
  await setProvisioning(deps, stores, { wanted, by: actingMember(context), deliveryId });
  return await show(context);
}

async function off(deps: SetProvisioningDeps, domain: string, context: CommandContext): Promise<Reply> {
  const rule = (await context.stores.provisioning.list()).find((one) => one.domain === domain && one.state !== 'off');
  if (rule === undefined) return refuse(`It is not on for ${domain}.`, context);
  await turnOff(deps, context.stores, { rule, by: actingMember(context) });
  return await show(context);
}

function refuse(because: string, { isForm }: CommandContext): Reply {
  return isForm ? { kind: 'fields', errors: { domain: because } } : privately(provisioningRefusedView(because));
}
