import { z } from 'zod';
import { withSeatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { OF_ONE } from '../bulk/list-form.ts';
import type { WrittenRow } from '../bulk/written-row.ts';
import { CSV_LIMITS } from '../csv/csv-limits.ts';
import type { ListedPerson } from '../directory/directory-look.ts';
import { matchableIn } from '../directory/matchable.ts';
import { matchableView, pageOf, PICKED_AT_ONCE } from '../directory/matchable-views.ts';
import { pickForm } from '../directory/pick-form.ts';
import { inviteForm } from '../seats/invite-form.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import {
  absentWhenEmpty,
  addressArgument,
  choiceArgument,
  dateArgument,
  mailSystemArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
  trialArgument,
} from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { freshLook, pageArgument, searchArgument, searched } from './matchable-people.ts';
import { previewRows } from './preview-list.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

/** The boxes of the form, in the order of the people. */
const PICKS = ['pick0', 'pick1', 'pick2', 'pick3', 'pick4', 'pick5', 'pick6', 'pick7', 'pick8', 'pick9'] as const;
const box = z.boolean().optional();

const PICK = signature({
  name: 'matchable pick',
  group: 'seats',
  summary: 'Invite some of those who have no seat',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    search: searchArgument,
    page: pageArgument,
    addresses: z.array(addressArgument).max(PICKED_AT_ONCE).optional(),
    /** Who was ticked on the pages before; it is stored with the form, and nobody is invited by it. */
    picked: z.array(addressArgument).max(CSV_LIMITS.rows).optional(),
    next: absentWhenEmpty(choiceArgument(['preview', 'more'], {}, 'Choose what comes next.')),
    others: searchArgument,
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
    trial: absentWhenEmpty(trialArgument),
    until: absentWhenEmpty(dateArgument),
    pick0: box,
    pick1: box,
    pick2: box,
    pick3: box,
    pick4: box,
    pick5: box,
    pick6: box,
    pick7: box,
    pick8: box,
    pick9: box,
  }),
});

type Picking = z.output<typeof PICK.args>;

/** Ticks are carried from page to page, and all of them become one list. */
export function createMatchablePick(deps: InviteDeps, readAgain: (context: CommandContext) => Promise<Reply>): Command {
  return command({
    signature: PICK,
    run: async (args, context) => {
      const look = await freshLook(context);
      if (look === undefined) return await readAgain(context);
      return await pick(deps, args, context, await matchableIn(deps, context.stores, look));
    },
  });
}

async function pick(
  deps: InviteDeps,
  args: Picking,
  context: CommandContext,
  people: readonly ListedPerson[],
): Promise<Reply> {
  const { addresses, trial, until, others, page: at = 1 } = args;
  const { privacy, ...terms } = withSeatDefaults(context.account, args, context.isForm);
  if (addresses === undefined || privacy === undefined) return await openPick(args, context, people);
  const ticked = PICKS.flatMap((name, index) => (args[name] === true ? (addresses[index] ?? []) : []));
  const picked = [...new Set([...(args.picked ?? []), ...ticked])];
  if (picked.length > CSV_LIMITS.rows) return { kind: 'fields', errors: { pick0: TOO_MANY } };
  if (others !== undefined) return await openPick({ ...args, picked, search: others, page: 1 }, context, people);
  if (args.next === 'more') return await openPick({ ...args, picked, page: at + 1 }, context, people);
  if (picked.length === 0) return { kind: 'fields', errors: { pick0: 'Tick at least one of them.' } };
  const rows = picked.map((address, index) => rowOf(people, address, index + 1));
  const said = { ...terms, trial, until, people: undefined, privacy };
  return await previewRows(deps, said, { rows, ignored: [] }, context);
}

const TOO_MANY = `At most ${CSV_LIMITS.rows} people go at once. Untick some of these, and invite them afterwards.`;

/** As the directory names them, and looked for where they were found; somebody who has a seat by now is refused by the rules. */
function rowOf(people: readonly ListedPerson[], address: string, number: number): WrittenRow {
  const person = people.find((candidate) => candidate.address === address);
  const broken = person === undefined ? 'They have a seat by now, or are not in the directory any more.' : undefined;
  const values = { address, fullName: person?.fullName ?? address, mailSystem: person?.provider ?? '' };
  return { number, values, broken, remark: undefined };
}

async function openPick(
  { search: words, page: wanted = 1, picked = [], ...said }: Picking,
  { stores, account, isForm }: CommandContext,
  people: readonly ListedPerson[],
): Promise<Reply> {
  const found = searched(people, words);
  const shown = pageOf(found, wanted);
  if (shown.length === 0 && isForm) return { kind: 'fields', errors: { others: NOBODY } };
  if (shown.length === 0) {
    const look = await stores.directoryLooks.latest();
    const readAt = look?.state === 'read' ? look.at : undefined;
    if (readAt === undefined) throw new Error('A look was there a moment ago');
    return privately(matchableView({ people: found, page: 1, search: words, readAt }));
  }
  const entitlements = await stores.entitlements.list();
  // Where somebody’s mail is stands in the directory.
  const given = { ...said, ...withSeatDefaults(account, said, isForm), mailSystem: undefined };
  const { inputs } = inviteForm({ account, credentials: [], entitlements, given });
  const common = inputs.filter(({ name }) => !OF_ONE.has(name));
  const after = Math.min(found.length - wanted * PICKED_AT_ONCE, PICKED_AT_ONCE);
  const already = people.filter(({ address }) => picked.includes(address));
  return { kind: 'form', form: pickForm({ shown, after, already, picked, search: words, page: wanted }, common) };
}

const NOBODY = 'Nobody without a seat is called that. Search for another part of the name, or leave it empty.';
