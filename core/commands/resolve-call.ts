import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { filledIn, type Call } from './call.ts';
import type { Ask } from './inbound.ts';
import { parseTyped } from './parse-typed.ts';
import { WITHHELD } from './secret-in-text.ts';
import type { Signature } from './signature.ts';
import { typedRefusedView } from './typed-refused-views.ts';

/** Turns what a person did into the Call it stands for, or into the answer why it stands for none. */
export async function resolveCall(
  {
    stores,
    signatures,
    now,
  }: {
    readonly stores: Pick<Stores, 'actions'>;
    readonly signatures: readonly Signature[];
    readonly now: Temporal.Instant;
  },
  ask: Ask,
): Promise<Result<Call, View>> {
  if (ask.kind === 'typed') {
    if (ask.text === WITHHELD) return err(secretRefusedView());
    const call = parseTyped(wordsWith(ask), signatures);
    return call.ok ? ok(withUpload(call.value, ask.upload, signatures)) : err(typedRefusedView(call.error));
  }
  const action = await stores.actions.get(ask.action);
  if (action === undefined) return err(unknownButtonView());
  if (Temporal.Instant.compare(action.expiresAt, now) <= 0) return err(expiredButtonView(action.call));
  if (Object.values(ask.answers).includes(WITHHELD)) return err(secretRefusedView());
  return ok(filledIn(action.call, ask.answers));
}

/** A file that is sent without a word is a list of people: nothing else takes one. */
function wordsWith({ text, upload }: Extract<Ask, { kind: 'typed' }>): string {
  return upload !== undefined && text.trim() === '' ? 'invite csv' : text;
}

function withUpload(call: Call, upload: string | undefined, signatures: readonly Signature[]): Call {
  if (upload === undefined) return call;
  const takes = signatures.find(({ name }) => name === call.command)?.carried?.includes('upload') === true;
  return takes ? { ...call, args: { ...call.args, upload } } : call;
}

function secretRefusedView(): View {
  return {
    title: 'That looked like a secret and was not stored',
    tone: 'bad',
    blocks: [
      {
        kind: 'text',
        text: [
          'Keys and passwords are never taken from chat, because the chat keeps them. Make a new one where you got this one, then hand it over on the console or in a file: setup shows how.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } }],
  };
}

function unknownButtonView(): View {
  return {
    title: 'This button is not known any more',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['It belongs to another account or to an installation that was reset. Nothing was done.'] },
    ],
    actions: [{ kind: 'run', label: 'Show help', weight: 'primary', does: { command: 'help', args: {} } }],
  };
}

function expiredButtonView(call: Call): View {
  return {
    title: 'This button is too old to act on',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing was done. Requests lists what is open now; ',
          { code: call.command.split(' ')[0] ?? call.command },
          ' starts over.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
