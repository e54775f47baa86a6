import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { recipientKey } from '../mailboxes/job-recipients.ts';
import { tell } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import type { Member } from '../people/member.ts';
import { NOBODY_IN_SUPPORT } from '../removals/ask-views.ts';
import { supportRecipients } from '../removals/support-recipients.ts';
import type { ChecklistLine } from '../seats/checklist.ts';
import { readChecklist } from '../seats/setup-gate.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type SupportDeps = { readonly ids: Ids; readonly clock: Clock };

const SUPPORT = signature({
  name: 'support',
  group: 'account',
  summary: 'Ask support for help; they see what you write and how the setup stands',
  example: '/seat support The domain record is there and is not found',
  reach: 'typed',
  typed: ['text'],
  args: z.object({
    text: absentWhenEmpty(
      z
        .string()
        .trim()
        .min(3, 'Say what you need help with.')
        .max(1_000, 'A message to support has at most 1,000 characters.'),
    ),
  }),
  endsInText: true,
});

export function createSupport(deps: SupportDeps): Command {
  return command({ signature: SUPPORT, run: ({ text }, context) => askSupport(deps, text, context) });
}

async function askSupport(deps: SupportDeps, text: string | undefined, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, deliveryId } = context;
  const recipients = await supportRecipients(stores);
  if (recipients.length === 0) return privately(nobodyView());
  if (text === undefined) return { kind: 'form', form: textForm() };
  const checklist = await readChecklist(stores, { account, actor, inviteRow: POLICY.invite });
  const view = helpWantedView(actingMember(context), text, checklist);
  for (const recipient of recipients) {
    const subject = `support:${deliveryId}`;
    await tell(deps, stores, account.id, { key: `${subject}:${recipientKey(recipient)}`, subject, recipient, view });
  }
  return privately({
    title: 'Support has your message',
    tone: 'good',
    blocks: [
      { kind: 'text', text: ['They see how the setup stands, and answer you in the chat. Nothing was changed.'] },
      { kind: 'note', text: ['Reference: ', { code: deliveryId }] },
    ],
    actions: [],
  });
}

function helpWantedView({ id, fullName }: Member, text: string, lines: readonly ChecklistLine[]): View {
  return {
    title: `${fullName} asks support for help`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [{ member: id, name: fullName }, ' writes: ', text] },
      {
        kind: 'facts',
        facts: lines.map(({ step, state, what }) => ({ label: `Setup, ${step}`, value: [`${state}: ${what}`] })),
      },
    ],
    actions: [],
  };
}

function nobodyView(): View {
  return {
    title: 'Your message was not sent',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [NOBODY_IN_SUPPORT] }],
    actions: [{ kind: 'run', label: 'Show the setup', weight: 'primary', does: { command: 'setup', args: {} } }],
  };
}

function textForm() {
  return {
    title: 'Ask support',
    blocks: [{ kind: 'text', text: ['Never write a password or a key here: the chat keeps it.'] }],
    inputs: [
      {
        kind: 'text',
        name: 'text',
        label: 'What do you need help with?',
        required: true,
        maxLength: 1_000,
        multiline: true,
      },
    ],
    submit: { label: 'Send', does: { command: 'support', args: {} } },
  } as const;
}
