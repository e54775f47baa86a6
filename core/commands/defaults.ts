import { z } from 'zod';
import type { PermissionsDeps } from '../accounts/change-permissions.ts';
import { changeSeatDefaults, checkDefaults, type WantedDefaults } from '../accounts/change-seat-defaults.ts';
import { defaultsForm, defaultsRefusedView, defaultsView } from '../accounts/seat-defaults-views.ts';
import { seatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { absentWhenEmpty, mailSystemArgument, privacyArgument, seatTypeArgument, teamArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOW = signature({
  name: 'defaults',
  group: 'seats',
  summary: 'What a new seat gets where whoever invites says nothing',
  example: '/seat defaults',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

/** The words that take a default away. */
const ASK = 'ask';
const NONE = 'none';
const ANY = 'any';

const SET = signature({
  name: 'defaults set',
  group: 'seats',
  summary: 'Change what a new seat gets: its type, privacy level, team and mail system',
  example: '/seat defaults set privacy:share-subjects mail-system:google',
  reach: 'typed',
  typed: [],
  args: z.object({
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(
      z.union([z.literal(ASK), privacyArgument], 'Choose share-all, share-subjects or participants-only, or ask.'),
    ),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(z.union([z.literal(ANY), mailSystemArgument], 'Choose google or microsoft, or any.')),
  }),
});

export function createDefaults(deps: PermissionsDeps): readonly Command[] {
  return [
    command({ signature: SHOW, run: async (_, context) => privately(shown(context)) }),
    command({ signature: SET, run: (args, context) => set(deps, args, context) }),
  ];
}

function shown({ account, actor }: CommandContext) {
  return defaultsView(account, authorise(POLICY['defaults set'], actor, account, 'other').kind === 'allowed');
}

type Said = z.output<typeof SET.args>;

async function set(deps: PermissionsDeps, said: Said, context: CommandContext): Promise<Reply> {
  const { stores, account, isForm } = context;
  if (Object.values(said).every((value) => value === undefined)) return await openForm(context);
  const checked = await checkDefaults(stores, account, wantedOf(said, seatDefaults(account)));
  if (!checked.ok) {
    const { field, sentence } = checked.error;
    return isForm ? { kind: 'fields', errors: { [field]: sentence } } : privately(defaultsRefusedView(sentence));
  }
  const { seatType, privacy, team, mailSystem } = account.seatDefaults;
  // Below the Enterprise tier a team that was set there counts for nothing, and it stays for when the account is back.
  const wanted = said.team === undefined ? { ...checked.value, team } : checked.value;
  const isSo =
    wanted.seatType === seatType &&
    wanted.privacy === privacy &&
    wanted.team === team &&
    wanted.mailSystem === mailSystem;
  if (isSo) return privately({ ...shown(context), title: 'It is like this already' });
  const changed = await changeSeatDefaults(deps, stores, { account, wanted, by: actingMember(context) });
  return privately({ ...defaultsView(changed, true), title: 'The defaults were changed', tone: 'good' });
}

/** What is not named stays as it is. */
function wantedOf({ seatType, privacy, team, mailSystem }: Said, before: WantedDefaults): WantedDefaults {
  return {
    seatType: seatType ?? before.seatType,
    privacy: privacy === ASK ? undefined : (privacy ?? before.privacy),
    team: team?.toLowerCase() === NONE ? undefined : (team ?? before.team),
    mailSystem: mailSystem === ANY ? undefined : (mailSystem ?? before.mailSystem),
  };
}

async function openForm({ stores, account }: CommandContext): Promise<Reply> {
  const credentials = (await stores.credentials.list()).filter(({ health }) => health.kind === 'ok');
  return { kind: 'form', form: defaultsForm({ account, teams: await stores.teams.list(), credentials }) };
}
