import { hash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { ChatGateway, PostedMessage, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { viewToJson } from '../../core/views/view-codec.ts';
import type { SealedView } from '../../core/views/view.ts';
import { mailBody, type MailBodyOptions } from './mail-body.ts';
import { deliver, type SmtpServer } from './smtp-delivery.ts';

export const EMAIL_SURFACE = 'email';
/** Mail knows no workspaces. */
export const EMAIL_WORKSPACE = '-';

export type EmailGatewayDeps = MailBodyOptions & {
  readonly clock: Clock;
  readonly smtp: SmtpServer;
  readonly from: { readonly name: string; readonly address: string };
};

/** The first message of a thread and the latest one in it. */
const thread = z.object({ to: z.string(), first: z.string(), latest: z.string() });
type Thread = z.infer<typeof thread>;

// One mailbox and nothing that could start a second header, recipient or command.
const address = z
  .string()
  .max(254)
  .regex(/^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+$/u);

/** Notices by mail. What was sent cannot be changed, so an update is one follow-up in the same thread. */
export function createEmailGateway(deps: EmailGatewayDeps): ChatGateway {
  return {
    post: async (to, view, key) => {
      if (to.kind !== 'user') return err({ kind: 'refused', reason: 'Mail is sent to people, not to channels' });
      const messageId = messageIdOf(deps, to.user, key);
      const above = to.thread === undefined ? undefined : thread.parse(JSON.parse(to.thread));
      if (above !== undefined) return send(deps, view, { ...above, latest: messageId }, above.latest);
      return send(deps, view, { to: to.user, first: messageId, latest: messageId });
    },
    update: async (message, view) => {
      const { to, first, latest } = thread.parse(JSON.parse(message.reference));
      const next = messageIdOf(deps, first, JSON.stringify(viewToJson(view)));
      return send(deps, view, { to, first, latest: next }, latest);
    },
    find: async () => ok({ kind: 'unknowable', reason: 'A sent mail cannot be looked up over SMTP' }),
  };
}

async function send(
  deps: EmailGatewayDeps,
  view: SealedView,
  posted: Thread,
  repliesTo?: string,
): Promise<Result<PostedMessage, SendFailure>> {
  if (!address.safeParse(posted.to).success) return err({ kind: 'refused', reason: 'This is no e-mail address' });
  const message = await compose(deps, view, posted, repliesTo);
  const delivered = await deliver(deps.smtp, { from: deps.from.address, to: posted.to }, message);
  if (!delivered.ok) return delivered;
  return ok({ surface: EMAIL_SURFACE, workspace: EMAIL_WORKSPACE, reference: JSON.stringify(posted) });
}

function compose(deps: EmailGatewayDeps, view: SealedView, posted: Thread, repliesTo?: string): Promise<Buffer> {
  const mail = new MailComposer({
    ...mailBody(view, deps),
    from: { name: deps.from.name, address: deps.from.address },
    to: { name: '', address: posted.to },
    date: new Date(deps.clock.now().epochMilliseconds),
    messageId: posted.latest,
    ...(repliesTo !== undefined && { inReplyTo: repliesTo, references: [...new Set([posted.first, repliesTo])] }),
    // RFC 3834: no vacation answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

/** The same message always has the same id, so that whoever receives it twice can tell. */
function messageIdOf({ from }: EmailGatewayDeps, context: string, key: string): string {
  const digest = hash('sha256', JSON.stringify([context, key]), 'hex').slice(0, 40);
  return `<usher.${digest}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
}
