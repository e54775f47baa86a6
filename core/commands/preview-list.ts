import type { MailSystem } from '../accounts/provider.ts';
import { listRefusedView, uploadTakenView } from '../bulk/batch-refused-views.ts';
import type { RowTerms } from '../bulk/batch-row.ts';
import { judgeRows } from '../bulk/judge-rows.ts';
import { listForm } from '../bulk/list-form.ts';
import { openUpload } from '../bulk/open-upload.ts';
import { openBatch } from '../bulk/open-batch.ts';
import { previewView } from '../bulk/preview-view.ts';
import { rowsOfText, textRefusedSentence } from '../bulk/rows-of-text.ts';
import type { WrittenRows } from '../bulk/rows-of-table.ts';
import { POLICY } from '../people/policy.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { wantedTerm, type SaidTerm } from '../seats/terms/wanted-term.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import { actingMember, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { termRefusal } from './term-refusal.ts';

export type ListArguments = {
  readonly people: string | undefined;
  /** The file that was sent with the command, as its surface names it. */
  readonly upload?: string | undefined;
  readonly seatType: SeatType;
  readonly privacy?: PrivacyLevel | undefined;
  readonly team?: string | undefined;
  readonly mailSystem?: MailSystem | undefined;
} & SaidTerm;

/** Many people written at once: asks for what is missing, else keeps them as a draft and shows each with its verdict. */
export async function previewList(deps: InviteDeps, args: ListArguments, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, isForm } = context;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  if (blocked !== undefined) return privately(blocked);
  const { people, privacy, upload } = args;
  const wrong = isForm ? wronglyGiven(people, upload) : undefined;
  if (wrong !== undefined) return { kind: 'fields', errors: { people: wrong } };
  const end = wantedTerm(args);
  if (!end.ok) return termRefusal(end.error, isForm);
  const terms = privacy && { ...args, privacy, end: end.value };
  if (upload !== undefined && terms !== undefined) return await keepUpload(deps, context, terms, upload);
  if (people === undefined || terms === undefined) return await openListForm(args, context);
  const written = rowsOfText(people);
  if (written.ok) return await keepDraft(deps, context, terms, written.value);
  return isForm
    ? { kind: 'fields', errors: { people: textRefusedSentence(written.error) } }
    : privately(listRefusedView(textRefusedSentence(written.error)));
}

/** One of the two, and not both: nobody could tell which of them was meant. */
function wronglyGiven(people: string | undefined, upload: string | undefined): string | undefined {
  if (people !== undefined && upload !== undefined) return 'There is a file as well. Leave one of them out.';
  return people === undefined && upload === undefined ? 'Paste the people here, or choose a file.' : undefined;
}

async function openListForm(given: ListArguments, { stores, account }: CommandContext): Promise<Reply> {
  const credentials = (await stores.credentials.list()).filter((credential) => credential.health.kind === 'ok');
  const entitlements = await stores.entitlements.list();
  return { kind: 'form', form: listForm({ account, credentials, entitlements, given }) };
}

async function keepUpload(deps: InviteDeps, context: CommandContext, terms: Said, reference: string): Promise<Reply> {
  const { stores, account, from } = context;
  const upload = { from, reference, defaults: termsOf(terms) };
  const requestedBy = actingMember(context).id;
  await openUpload(deps, stores, { id: deps.ids.next('batch'), accountId: account.id, requestedBy, upload });
  return { kind: 'deferred', view: uploadTakenView() };
}

/** The same for people who are known row by row. */
export async function previewRows(
  deps: InviteDeps,
  args: ListArguments & { readonly privacy: PrivacyLevel },
  written: WrittenRows,
  context: CommandContext,
): Promise<Reply> {
  const { stores, account, actor, isForm } = context;
  const end = wantedTerm(args);
  if (!end.ok) return termRefusal(end.error, isForm);
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  return blocked === undefined
    ? await keepDraft(deps, context, { ...args, end: end.value }, written)
    : privately(blocked);
}

async function keepDraft(
  deps: InviteDeps,
  context: CommandContext,
  terms: Said,
  { rows: written, ignored }: WrittenRows,
): Promise<Reply> {
  const { stores, account, now } = context;
  const id = deps.ids.next('batch');
  const rows = await judgeRows(stores, { account, batchId: id, defaults: termsOf(terms), now }, written);
  const requestedBy = actingMember(context).id;
  const batch = await openBatch(deps, stores, { id, accountId: account.id, requestedBy, rows });
  const entitlements = await stores.entitlements.list();
  const lines = rows.map((row) => ({ row, seat: undefined }));
  return privately(previewView({ batch, lines, ignored, entitlements }));
}

type Said = Omit<RowTerms, 'team' | 'mailSystem'> & Pick<ListArguments, 'team' | 'mailSystem'>;

/** What holds for rows that say nothing. */
function termsOf({ seatType, privacy, team, mailSystem, end }: Said): RowTerms {
  return { seatType, privacy, team, mailSystem, end };
}
