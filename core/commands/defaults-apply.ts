import { z } from 'zod';
import { noSuchTeam } from '../accounts/change-seat-defaults.ts';
import { seatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { teamCalled } from '../accounts/team.ts';
import { beginRound, type RoundDeps } from '../rounds/begin-round.ts';
import { changesOf, planHash, planRound, roundSentence, type RoundPlan } from '../rounds/plan-round.ts';
import { agreeForm, applyForm, notAppliedView, previewPlanView } from '../rounds/plan-views.ts';
import { linesOfRound } from '../rounds/round-lines.ts';
import { roundBegunView } from '../rounds/round-views.ts';
import type { TeamWish, TermsWish } from '../rounds/round.ts';
import { err, ok, type Result } from '../result.ts';
import { refusedSentence } from '../seats/invite-refused.ts';
import { absentWhenEmpty, agreedToArgument, privacyArgument, teamArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { SEVERAL, severalMembers, type SeveralMembers } from './several-members.ts';
import { signature } from './signature.ts';

/** The word of a form for what is not changed. */
const KEEP = 'keep';
const NONE = 'none';

const SAID = {
  ...SEVERAL,
  privacy: absentWhenEmpty(
    z.union([z.literal(KEEP), privacyArgument], 'Choose share-all, share-subjects or participants-only.'),
  ),
  team: absentWhenEmpty(teamArgument),
};

const APPLY = signature({
  name: 'defaults apply',
  group: 'seats',
  summary: 'Give several members a level or a team: named ones, those of a team, or all',
  example: '/seat defaults apply all privacy:share-subjects',
  reach: 'typed',
  typed: ['people'],
  carried: ['page'],
  args: z.object({ ...SAID, page: z.int().min(1).optional() }),
});

const REVIEW = signature({
  name: 'defaults review',
  group: 'seats',
  summary: 'What is agreed to before several members are changed',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object(SAID),
});

const CONFIRM = signature({
  name: 'defaults confirm',
  group: 'seats',
  summary: 'Change several members as it was shown',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ ...SAID, shown: z.string(), subjects: z.int(), agreed: agreedToArgument }),
});

export function createDefaultsApply(deps: RoundDeps): readonly Command[] {
  return [
    command({ signature: APPLY, run: (args, context) => apply(args, context) }),
    command({ signature: REVIEW, run: (args, context) => review(args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

type Said = z.output<typeof REVIEW.args>;

async function apply({ page = 1, ...said }: z.output<typeof APPLY.args>, context: CommandContext): Promise<Reply> {
  if (said.people === undefined && said.of === undefined && !context.isForm) return await openForm(said, context);
  const planned = await planOf(said, context);
  if (!planned.ok) return planned.error;
  const { plan, several } = planned.value;
  return privately(previewPlanView({ plan, ...several, page, said: asSaid(said, plan.wish) }));
}

async function review(said: Said, context: CommandContext): Promise<Reply> {
  const planned = await planOf(said, context);
  if (!planned.ok) return planned.error;
  const { plan } = planned.value;
  return changesOf(plan).length === 0
    ? await apply(said, context)
    : { kind: 'form', form: agreeForm(plan, asSaid(said, plan.wish), false) };
}

/** What was agreed to stands for everybody as they were shown; how much is stored may have grown, and the sentence says so. */
async function confirm(
  deps: RoundDeps,
  { shown, subjects, ...said }: z.output<typeof CONFIRM.args>,
  form: CommandContext,
): Promise<Reply> {
  // Whom it is about stands in no field of this form.
  const context = { ...form, isForm: false };
  const planned = await planOf(said, context);
  if (!planned.ok) return planned.error;
  const { plan } = planned.value;
  if (changesOf(plan).length === 0) return await apply(said, context);
  if (planHash(plan) !== shown) return { kind: 'form', form: agreeForm(plan, asSaid(said, plan.wish), true) };
  const { stores, deliveryId } = context;
  const sentence = roundSentence(plan, subjects);
  const round = await beginRound(deps, stores, { plan, by: actingMember(context), sentence, deliveryId });
  return privately(roundBegunView(round, await linesOfRound(stores, round.id)));
}

type Planned = { readonly plan: RoundPlan; readonly several: SeveralMembers };

async function planOf(said: Said, context: CommandContext): Promise<Result<Planned, Reply>> {
  const wish = await wishOf(said, context);
  if (!wish.ok) return err(refuse(wish.error, context));
  const several = await severalMembers(context, said);
  if (!several.ok) return err(refuse(several.error, context));
  const judging = { account: context.account, by: actingMember(context), wish: wish.value };
  return ok({ plan: await planRound(context.stores, judging, several.value.members), several: several.value });
}

type Refused = { readonly field: string; readonly sentence: string };

function refuse({ field, sentence }: Refused, { isForm }: CommandContext): Reply {
  return isForm ? { kind: 'fields', errors: { [field]: sentence } } : privately(notAppliedView(sentence));
}

/** What was said, or the defaults of the account where nothing was. */
async function wishOf(said: Said, { stores, account }: CommandContext): Promise<Result<TermsWish, Refused>> {
  const isSaid = said.privacy !== undefined || said.team !== undefined;
  const { privacy, team: name } = isSaid ? said : seatDefaults(account);
  const teams = await stores.teams.list();
  const team = teamWish(name, teams);
  if (name !== undefined && name !== KEEP && account.tier !== 'enterprise')
    return err({ field: 'team', sentence: refusedSentence({ kind: 'team-needs-enterprise' }) });
  if (team === 'unknown') return err({ field: 'team', sentence: noSuchTeam(name ?? '', teams) });
  const level = privacy === KEEP ? undefined : privacy;
  return level === undefined && team === undefined
    ? err({ field: 'privacy', sentence: isSaid ? NOTHING_CHOSEN : NO_DEFAULTS })
    : ok({ privacy: level, team });
}

const NOTHING_CHOSEN = 'Choose a level or a team: as it stands, nothing would change.';
const NO_DEFAULTS =
  'The account has no default level or team. Say one, such as privacy:share-subjects, or set them by defaults set.';

function teamWish(name: string | undefined, teams: Parameters<typeof teamCalled>[0]): TeamWish | 'unknown' | undefined {
  if (name === undefined || name === KEEP) return undefined;
  if (name.toLowerCase() === NONE) return { kind: 'none' };
  const team = teamCalled(teams, name);
  return team === undefined ? 'unknown' : { kind: 'team', name: team.name };
}

/** The same once more, with the defaults of that moment written out. */
function asSaid({ people, of }: Said, { privacy, team }: TermsWish) {
  const whom = people === undefined ? { of } : { people };
  return { ...whom, privacy: privacy ?? KEEP, team: team?.kind === 'team' ? team.name : (team?.kind ?? KEEP) };
}

async function openForm(said: Said, { stores, account }: CommandContext): Promise<Reply> {
  const { privacy = seatDefaults(account).privacy, team = seatDefaults(account).team } = said;
  const given = { ...(privacy === undefined ? {} : { privacy }), ...(team === undefined ? {} : { team }) };
  return { kind: 'form', form: applyForm({ account, teams: await stores.teams.list(), given }) };
}
