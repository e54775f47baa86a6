import { z } from 'zod';
import { authorise } from '../people/authority.ts';
import { isAbove } from '../departures/departure-refused.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { planPrivacy, privacySentence, type PrivacyPlan } from '../privacy/plan-privacy.ts';
import { privacyForm } from '../privacy/privacy-form.ts';
import { privacyRefusedSentence, privacyRefusedView, type PrivacyRefused } from '../privacy/privacy-refused.ts';
import { changeForAskerView } from '../privacy/privacy-views.ts';
import { privacyLevelView } from '../privacy/privacy-level-view.ts';
import { setPrivacy, type PrivacyDeps } from '../privacy/set-privacy.ts';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../relationships/privacy.ts';
import { err, type Result } from '../result.ts';
import { idSchema } from '../ids.ts';
import { absentWhenEmpty, agreedToArgument, isPrivacyWord, privacyArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { deniedView, privately } from './run-call.ts';
import { isActing, memberArgument } from './show.ts';
import { signature } from './signature.ts';

const PRIVACY = signature({
  name: 'privacy',
  group: 'seats',
  summary: 'What colleagues see of somebody’s mail and meetings, and change it',
  example: '/seat privacy ada@company.example share-subjects',
  reach: 'typed',
  typed: ['member', 'level'],
  args: z.object({ member: memberArgument, level: absentWhenEmpty(privacyArgument) }),
});

const CONFIRM = signature({
  name: 'privacy confirm',
  group: 'seats',
  summary: 'Change a privacy level whose consequences were shown',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    member: idSchema('member'),
    level: z.enum(PRIVACY_LEVELS),
    seatVersion: z.int(),
    subjects: z.int(),
    agreed: agreedToArgument,
  }),
});

export function createPrivacy(deps: PrivacyDeps): readonly Command[] {
  return [
    command({
      signature: PRIVACY,
      isOwn: (args, context) => isActing(meant(args).member, context),
      run: (args, context) => privacy(meant(args), context),
    }),
    command({
      signature: CONFIRM,
      isOwn: async ({ member }, { actor }) => actor.kind === 'member' && actor.member.id === member,
      run: (args, context) => confirm(deps, args, context),
    }),
  ];
}

type Asked = z.output<typeof PRIVACY.args>;

/** `privacy share-subjects` is about oneself: the one word is a level and nobody’s name. */
function meant({ member, level }: Asked): Asked {
  const alone = level === undefined && member !== undefined && isPrivacyWord(member);
  return alone ? { level: privacyArgument.parse(member) } : { member, level };
}

async function privacy({ member: typed, level }: Asked, context: CommandContext): Promise<Reply> {
  const own = actingMember(context);
  const member =
    typed === undefined
      ? ({ ok: true, value: own } as const)
      : await namedMember(context, typed, { command: 'privacy', args: { level } });
  if (!member.ok) return member.error;
  const { stores, account } = context;
  const relation = member.value.id === own.id ? 'own' : 'other';
  const authority = authorise(POLICY['privacy confirm'], context.actor, account, relation);
  if (level === undefined) {
    const seat = await stores.seats.ofMember(member.value.id);
    const change = await stores.privacyChanges.open(member.value.id);
    const isOwn = relation === 'own';
    return privately(privacyLevelView({ member: member.value, seat, change, account, authority, isOwn }));
  }
  if (authority.kind === 'denied') return privately(deniedView('privacy', authority));
  const plan = await planBy(context, member.value, level);
  return plan.ok ? { kind: 'form', form: privacyForm(plan.value) } : refused(plan.error, context);
}

/** Whatever is extended to whom, nobody sets the level of somebody above themself. */
async function planBy(
  context: CommandContext,
  member: Member,
  level: PrivacyLevel,
): Promise<Result<PrivacyPlan, PrivacyRefused>> {
  if (isAbove(member, actingMember(context))) return err({ kind: 'above', member });
  return await planPrivacy(context.stores, member, level);
}

function refused(error: PrivacyRefused, { isForm }: CommandContext): Reply {
  return isForm
    ? { kind: 'fields', errors: { level: privacyRefusedSentence(error) } }
    : privately(privacyRefusedView(error));
}

/** What was agreed to stands for the seat as it was; how much is stored may have grown, and the sentence says so. */
async function confirm(
  deps: PrivacyDeps,
  { member: id, level, seatVersion, subjects }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const member = await stores.members.get(id);
  if (member === undefined) throw new Error(`Member ${id} stood in a form but is not stored`);
  const plan = await planBy(context, member, level);
  if (!plan.ok) return privately(privacyRefusedView(plan.error));
  if (plan.value.seat.version !== seatVersion) return { kind: 'form', form: privacyForm(plan.value) };
  const setting = { plan: plan.value, by: actingMember(context), subjects, deliveryId };
  const change = await setPrivacy(deps, stores, { ...setting, sentence: privacySentence(plan.value, subjects) });
  return privately(changeForAskerView(change, member));
}
