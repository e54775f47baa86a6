import { z } from 'zod';
import { withSeatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { fileRefusedSentence, fileText } from '../bulk/file-text.ts';
import type { ListFiles } from '../bulk/list-files.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import {
  absentWhenEmpty,
  mailSystemArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
  trialArgument,
  dateArgument,
} from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { fileArgument } from './document.ts';
import type { PlatformUser } from './inbound.ts';
import { previewList } from './preview-list.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import type { View } from '../views/view.ts';
import { signature } from './signature.ts';

const INVITE_CSV = signature({
  name: 'invite csv',
  group: 'seats',
  summary: 'Invite many colleagues from a list or a CSV table; you see every row before anything happens',
  example: '/seat invite csv privacy:share-subjects',
  reach: 'typed',
  typed: [],
  carried: ['people', 'upload'],
  args: z.object({
    people: absentWhenEmpty(z.string()),
    file: fileArgument,
    upload: absentWhenEmpty(z.string()),
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
    trial: absentWhenEmpty(trialArgument),
    until: absentWhenEmpty(dateArgument),
  }),
});

export type InviteCsvDeps = InviteDeps & {
  /** The disk, for somebody at the console of this process; undefined for everybody in a chat. */
  readonly listFilesOf: (user: PlatformUser) => ListFiles | undefined;
};

export function createInviteCsv(deps: InviteCsvDeps): Command {
  return command({ signature: INVITE_CSV, run: (args, context) => inviteCsv(deps, args, context) });
}

async function inviteCsv(
  deps: InviteCsvDeps,
  { people, file, upload, ...said }: z.output<typeof INVITE_CSV.args>,
  context: CommandContext,
): Promise<Reply> {
  const { trial, until } = said;
  const terms = { ...withSeatDefaults(context.account, said, context.isForm), trial, until, upload };
  if (file === undefined) return await previewList(deps, { ...terms, people }, context);
  const files = deps.listFilesOf(context.from);
  if (files === undefined) return privately(notHereView());
  const text = await fileText(files, file);
  return text.ok
    ? await previewList(deps, { ...terms, people: text.value }, context)
    : privately(fileRefusedView(file, fileRefusedSentence(text.error)));
}

function notHereView(): View {
  return {
    title: 'A file can be named on the console only',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Paste the table into the form instead. Nothing has happened.'] }],
    actions: [
      { kind: 'run', label: 'Invite many colleagues', weight: 'primary', does: { command: 'invite csv', args: {} } },
    ],
  };
}

function fileRefusedView(path: string, sentence: string): View {
  return {
    title: `${path} could not be read`,
    tone: 'bad',
    blocks: [{ kind: 'text', text: [sentence, ' Nothing has happened.'] }],
    actions: [],
  };
}
