import type { MailSystem } from '../accounts/provider.ts';
import { judgeRows } from '../bulk/judge-rows.ts';
import { listForm } from '../bulk/list-form.ts';
import { openBatch } from '../bulk/open-batch.ts';
import { previewView } from '../bulk/preview-view.ts';
import { rowsOfText, textRefusedSentence, type TextRefused } from '../bulk/rows-of-text.ts';
import type { WrittenRows } from '../bulk/rows-of-table.ts';
import { POLICY } from '../people/policy.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import type { View } from '../views/view.ts';
import { actingMember, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

export type ListArguments = {
  readonly people: string | undefined;
  readonly seatType: SeatType;
  readonly privacy?: PrivacyLevel | undefined;
  readonly team?: string | undefined;
  readonly mailSystem?: MailSystem | undefined;
};

/** Many people written at once: asks for what is missing, else keeps them as a draft and shows each with its verdict. */
export async function previewList(deps: InviteDeps, args: ListArguments, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, isForm } = context;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  if (blocked !== undefined) return privately(blocked);
  const { people, privacy } = args;
  if (people === undefined || privacy === undefined) return await openListForm(args, context);
  const written = rowsOfText(people);
  if (written.ok) return await keepDraft(deps, context, { ...args, privacy }, written.value);
  return isForm
    ? { kind: 'fields', errors: { people: textRefusedSentence(written.error) } }
    : privately(listRefusedView(written.error));
}

async function openListForm(given: ListArguments, { stores, account }: CommandContext): Promise<Reply> {
  const credentials = (await stores.credentials.list()).filter((credential) => credential.health.kind === 'ok');
  const entitlements = await stores.entitlements.list();
  return { kind: 'form', form: listForm({ account, credentials, entitlements, given }) };
}

async function keepDraft(
  deps: InviteDeps,
  context: CommandContext,
  { seatType, privacy, team, mailSystem }: ListArguments & { readonly privacy: PrivacyLevel },
  { rows: written, ignored }: WrittenRows,
): Promise<Reply> {
  const { stores, account } = context;
  const id = deps.ids.next('batch');
  const defaults = { seatType, privacy, team, mailSystem };
  const rows = await judgeRows(stores, { account, batchId: id, defaults }, written);
  const requestedBy = actingMember(context).id;
  const batch = await openBatch(deps, stores, { id, accountId: account.id, requestedBy, seatType, rows });
  const entitlement = (await stores.entitlements.list()).find((candidate) => candidate.seatType === seatType);
  const lines = rows.map((row) => ({ row, seat: undefined }));
  return privately(previewView({ batch, lines, ignored, entitlement }));
}

function listRefusedView(refused: TextRefused): View {
  return {
    title: 'The list could not be read',
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [textRefusedSentence(refused)] },
      { kind: 'note', text: ['Nothing has happened.'] },
    ],
    actions: [
      { kind: 'run', label: 'Invite many colleagues', weight: 'primary', does: { command: 'invite csv', args: {} } },
    ],
  };
}
