import { CONSOLE_SURFACE, createConsoleSession, type ConsoleSession } from '../../../bots/console/session.ts';
import type { ChatGateway, PostedMessage } from '../../../core/outbox/chat-gateway.ts';
import { ok } from '../../../core/result.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { seededEntropy } from '../../core/secrets/seeded-entropy.ts';
import { CAST_NAMES } from '../cast.ts';
import { answerFor, type Front, type FrontDeps, type Place } from './front.ts';

const WORKSPACE = 'local';

type Desk = { readonly session: ConsoleSession; readonly printed: string[] };

/** A terminal for each person: lines in, plain text out. A channel is a board that everybody can read. */
export async function openConsoleFront({ frontDoor }: FrontDeps): Promise<Front> {
  const desks = new Map(CAST_NAMES.map((name): [string, Desk] => [name, openDesk(frontDoor, name)]));
  const boards = new Map<string, string[]>();
  const deskOf = (name: string): Desk => {
    const desk = desks.get(name);
    if (desk === undefined) throw new Error(`Nobody is called ${name}`);
    return desk;
  };
  return {
    surface: CONSOLE_SURFACE,
    workspace: WORKSPACE,
    gateway: printer(deskOf, boards),
    directory: undefined,
    userId: (name) => name,
    channelId: (name) => name,
    place: (name) => placeAt(deskOf(name)),
    readsIn: async (name) => boards.get(name) ?? [],
    [Symbol.asyncDispose]: async () => {},
  };
}

function openDesk(frontDoor: FrontDeps['frontDoor'], user: string): Desk {
  const printed: string[] = [];
  const session = createConsoleSession({
    frontDoor,
    user: { surface: CONSOLE_SURFACE, workspace: WORKSPACE, user },
    write: (text) => printed.push(text),
    timeZone: 'UTC',
    entropy: seededEntropy(user),
  });
  return { session, printed };
}

/** Prints each message where its reference says, and prints it again when it changes. */
function printer(deskOf: (name: string) => Desk, boards: Map<string, string[]>): ChatGateway {
  const print = (reference: string, view: SealedView): void => {
    const [kind, name = ''] = reference.split(' ');
    if (kind === 'desk') return deskOf(name).session.notice(view);
    boards.set(name, [...(boards.get(name) ?? []), plainText(view, { timeZone: 'UTC', actions: 'labels' })]);
  };
  return {
    post: async (to, view) => {
      const reference = to.kind === 'user' ? `desk ${to.user}` : `board ${to.channel}`;
      print(reference, view);
      return ok({ surface: to.surface, workspace: to.workspace, reference } satisfies PostedMessage);
    },
    update: async (message, view) => {
      print(message.reference, view);
      return ok(message);
    },
    find: async () => ok({ kind: 'unknowable', reason: 'What was printed cannot be looked up' }),
  };
}

function placeAt({ session, printed }: Desk): Place {
  const answerTo = async (lines: readonly string[]): Promise<string> => {
    const before = printed.length;
    for (const line of lines) await session.line(line);
    return printed.slice(before).join('');
  };
  return {
    types: (text) => answerTo([text]),
    presses: async (label, on = /(?:)/u) => {
      const text = printed.join('');
      const button = buttonsIn(text).findLast((each) => label.test(each.label) && on.test(each.message));
      if (button === undefined) throw new Error(`There is no button ${label.source} in:\n${text}`);
      return await answerTo([button.name]);
    },
    fills: async (answers) => {
      const before = printed.length;
      const left = new Set(Object.keys(answers));
      for (let asked = 0; asked < 30; asked += 1) {
        const given = answerFor(answers, printed.at(-1) ?? '');
        if (given !== undefined) left.delete(given.key);
        const said = printed.length;
        const outcome = await session.line(given === undefined ? '' : lineOf(given.value));
        // Asked again for what nobody has filled in: it never would be.
        const isStuck = given === undefined && printed.at(-1)?.includes('\n  ! ') === true;
        const isSent = outcome !== 'asking' || printed.slice(said).join('').includes('Type cancel to stop.');
        if (isSent || isStuck) break;
      }
      if (left.size > 0)
        throw new Error(`The form did not ask for ${[...left].join(', ')}: ${printed.join('').slice(-1500)}`);
      return printed.slice(before).join('');
    },
    sees: async () => printed,
  };
}

function lineOf(value: string | boolean): string {
  return typeof value === 'string' ? value : value ? 'yes' : 'no';
}

/** Numbers belong to the last answer only, names of notices stay; what stands above a button is its message. */
function buttonsIn(
  text: string,
): readonly { readonly name: string; readonly label: string; readonly message: string }[] {
  let message = '';
  return text.split('\n').flatMap((line) => {
    const found = /^\[(?<name>n?\d+)\] (?<label>.*)$/u.exec(line)?.groups;
    if (found === undefined) {
      message = line === '' ? message : `${message}\n${line}`.slice(-2000);
      return [];
    }
    return [{ name: found['name'] ?? '', label: found['label'] ?? '', message }];
  });
}
