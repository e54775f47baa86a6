import { z } from 'zod';
import type { InviteDeps } from '../seats/invite-member.ts';
import { absentWhenEmpty, mailSystemArgument, privacyArgument, seatTypeArgument, teamArgument } from './arguments.ts';
import { command, type Command } from './command.ts';
import { previewList } from './preview-list.ts';
import { signature } from './signature.ts';

const INVITE_CSV = signature({
  name: 'invite csv',
  group: 'seats',
  summary: 'Invite many colleagues from a list or a CSV table; you see every row before anything happens',
  example: '/seat invite csv privacy:share-subjects',
  reach: 'typed',
  typed: [],
  carried: ['people'],
  args: z.object({
    people: absentWhenEmpty(z.string()),
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
  }),
});

export function createInviteCsv(deps: InviteDeps): Command {
  return command({
    signature: INVITE_CSV,
    run: ({ seatType = 'sync-only', people, ...args }, context) =>
      previewList(deps, { ...args, people, seatType }, context),
  });
}
