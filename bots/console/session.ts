import type { Entropy } from '../../core/entropy.ts';
import type { Acceptance, FrontDoor } from '../../core/commands/front-door.ts';
import type { Ask, Inbound, PlatformUser } from '../../core/commands/inbound.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Id } from '../../core/ids.ts';
import { unreachable } from '../../core/result.ts';
import { actionText, plainFormText, plainText } from '../../core/views/plain-text.ts';
import { untrustedLines } from '../../core/views/untrusted-text.ts';
import type { Action, SealedView } from '../../core/views/view.ts';
import { fill, questionText, refill, startFilling, type FieldErrors, type Filling } from './form-filling.ts';

export const CONSOLE_SURFACE = 'console';

/** What became of a line: `asking` waits for more of it, `refused` ends a one-shot run with a failure. */
export type Outcome = 'answered' | 'asking' | 'refused';

export interface ConsoleSession {
  readonly line: (text: string) => Promise<Outcome>;
  /** Prints what nobody typed for. Its buttons get names of their own, so that no number changes its meaning. */
  readonly notice: (view: SealedView) => void;
}

export type ConsoleSessionDeps = {
  readonly frontDoor: FrontDoor;
  readonly user: PlatformUser;
  readonly write: (text: string) => void;
  readonly timeZone: string;
  readonly entropy: Entropy;
};

type Button = Action<Id<'action'>>;
type State = {
  filling: Filling | undefined;
  /** Buttons of the last answer by number, and of all notices by name. */
  answerButtons: ReadonlyMap<string, Button>;
  readonly noticeButtons: Map<string, Button>;
};

export function createConsoleSession(deps: ConsoleSessionDeps): ConsoleSession {
  const state: State = { filling: undefined, answerButtons: new Map(), noticeButtons: new Map() };
  return {
    line: (text) => takeLine(deps, state, text.trim()),
    notice: (view) => {
      const first = state.noticeButtons.size + 1;
      const buttons = named(view.actions, (index) => `n${first + index}`);
      for (const [name, button] of buttons) state.noticeButtons.set(name, button);
      writeView(deps, view, buttons);
    },
  };
}

async function takeLine(deps: ConsoleSessionDeps, state: State, text: string): Promise<Outcome> {
  if (state.filling !== undefined) return takeAnswer(deps, state, state.filling, text);
  if (text === '') return 'answered';
  if (!/^n?\d+$/i.test(text)) return exchange(deps, state, { kind: 'typed', text });

  const button = state.answerButtons.get(text) ?? state.noticeButtons.get(text.toLowerCase());
  if (button === undefined) return refuse(deps, `There is no button ${text} to press here.`);
  if (button.kind === 'run') return exchange(deps, state, { kind: 'press', action: button.does, answers: {} });
  deps.write(`${actionText(button)}\n`);
  return 'answered';
}

async function takeAnswer(deps: ConsoleSessionDeps, state: State, filling: Filling, text: string): Promise<Outcome> {
  if (text.toLowerCase() === 'cancel') {
    state.filling = undefined;
    deps.write('Cancelled. Nothing was sent.\n');
    return 'answered';
  }
  const filled = fill(filling, text);
  const next = filled.ok ? filled.value : filled.error;
  state.filling = next;
  if (next.pending.length > 0) return question(deps, next);
  try {
    return await exchange(deps, state, { kind: 'submit', action: next.form.submit.does, answers: next.answers });
  } catch (error) {
    // It may have been taken, so the next line must not submit it a second time.
    state.filling = undefined;
    throw error;
  }
}

async function exchange(deps: ConsoleSessionDeps, state: State, ask: Ask): Promise<Outcome> {
  const acceptance = await deps.frontDoor.accept(inbound(deps, ask));
  switch (acceptance.kind) {
    case 'accepted':
      return answered(deps, state, acceptance);
    case 'repeated':
      return acceptance.reply === undefined
        ? refuse(deps, 'This was sent before and is still being worked on.')
        : show(deps, state, acceptance.reply);
    case 'invalid':
      return showErrors(deps, state, acceptance.errors);
    case 'unknown-workspace':
      return refuse(deps, 'This console belongs to no account yet. An operator makes one with: account create');
    default:
      return unreachable(acceptance);
  }
}

async function answered(
  deps: ConsoleSessionDeps,
  state: State,
  accepted: Extract<Acceptance, { kind: 'accepted' }>,
): Promise<Outcome> {
  const reply = await deps.frontDoor.handle(accepted);
  await deps.frontDoor.answering(accepted, 'sending');
  const outcome = show(deps, state, reply);
  await deps.frontDoor.answering(accepted, 'sent');
  return outcome;
}

function show(deps: ConsoleSessionDeps, state: State, reply: SealedReply): Outcome {
  switch (reply.kind) {
    case 'private':
    case 'conversation':
    case 'deferred':
      state.filling = undefined;
      state.answerButtons = named(reply.view.actions, (index) => String(index + 1));
      writeView(deps, reply.view, state.answerButtons);
      return reply.view.tone === 'bad' ? 'refused' : 'answered';
    case 'form':
      return showForm(deps, state, startFilling(reply.form));
    case 'fields':
      return showErrors(deps, state, reply.errors);
    default:
      return unreachable(reply);
  }
}

function showForm(deps: ConsoleSessionDeps, state: State, filling: Filling): Outcome {
  state.filling = filling;
  state.answerButtons = new Map();
  deps.write(`${plainFormText({ ...filling.form, inputs: [] }, deps)}\nType cancel to stop.\n\n`);
  return question(deps, filling);
}

/** Errors stand on their fields; one that names no field of the form is said by itself. */
function showErrors(deps: ConsoleSessionDeps, state: State, errors: FieldErrors): Outcome {
  const filling = state.filling && refill(state.filling, errors);
  const asked = new Set(filling?.pending.map(({ name }) => name));
  for (const [name, error] of Object.entries(errors)) if (!asked.has(name)) refuse(deps, error);

  state.filling = asked.size > 0 ? filling : undefined;
  return state.filling === undefined ? 'refused' : question(deps, state.filling);
}

function question({ write }: ConsoleSessionDeps, filling: Filling): Outcome {
  write(`${questionText(filling)}\n`);
  return 'asking';
}

function writeView(deps: ConsoleSessionDeps, view: SealedView, buttons: ReadonlyMap<string, Button>): void {
  const text = plainText(view, { timeZone: deps.timeZone, actions: 'omitted' });
  const lines = [...buttons].map(([name, button]) => `[${name}] ${actionText(button)}\n`);
  deps.write(`${text}\n${lines.length > 0 ? '\n' : ''}${lines.join('')}\n`);
}

function refuse({ write }: ConsoleSessionDeps, text: string): Outcome {
  write(`${untrustedLines(text)}\n`);
  return 'refused';
}

function named(buttons: readonly Button[], name: (index: number) => string): ReadonlyMap<string, Button> {
  return new Map(buttons.map((button, index) => [name(index), button]));
}

function inbound({ user, entropy }: ConsoleSessionDeps, ask: Ask): Inbound {
  return {
    deliveryKey: entropy.bytes(16).toHex(),
    from: user,
    at: { surface: user.surface, workspace: user.workspace, address: user.user, isPrivate: true },
    ask,
    canOpenForm: true,
  };
}
