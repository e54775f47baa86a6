import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { createAdapter } from '../../../bots/teams/adapter.ts';
import { createTeamsApp, TEAMS_PATH } from '../../../bots/teams/app.ts';
import { createTeamsDirectory } from '../../../bots/teams/directory.ts';
import { createTeamsGateway } from '../../../bots/teams/gateway.ts';
import { REGISTRATION, TENANT } from '../../bots/teams/people.ts';
import { buttonTitles, messageText } from '../../demo/in-teams.ts';
import { createFakeSurfaceAddresses } from '../../fakes/fake-surface-addresses.ts';
import { startBotConnector } from '../../stand-ins/teams/bot-connector.ts';
import { nodesOf, readCard } from '../../stand-ins/teams/card-reader.ts';
import { configFor } from '../../stand-ins/teams/connector-config.ts';
import type { TeamsChannel, TeamsPerson } from '../../stand-ins/teams/people.ts';
import { createTeamsDriver, type SeenMessage, type TeamsDriver } from '../../stand-ins/teams/teams-driver.ts';
import { addressOf, CAST, CAST_NAMES, CHANNELS, type CastName } from '../cast.ts';
import { newestWith, type Filled, type Front, type FrontDeps, type Place } from './front.ts';
import { refusedByItsValidator } from './slack-front.ts';

const PEOPLE: readonly TeamsPerson[] = CAST_NAMES.map(teamsPerson);
const ROOMS: readonly TeamsChannel[] = CHANNELS.map((name) => ({ id: `19:${name}@thread.tacv2`, members: PEOPLE }));

/** Activities with signed tokens in, the Bot Connector out, both over loopback. */
export async function openTeamsFront({ clock, frontDoor, log }: FrontDeps): Promise<Front> {
  const connector = await startBotConnector({
    people: PEOPLE,
    channels: ROOMS,
    clock,
    registration: REGISTRATION,
    pageSize: 100,
  });
  const config = configFor(connector);
  const references = createFakeSurfaceAddresses();
  const web = express();
  const app = createTeamsApp({
    config,
    frontDoor,
    references,
    isKnownTenant: async (tenantId) => tenantId === TENANT,
    clock,
    log,
    alert: refusedByItsValidator,
    express: web,
  });
  const server = createServer(web).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a port of an address, so it has one.
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}${TEAMS_PATH}`;
  const driver = createTeamsDriver({ connector, endpoint, clock });
  const outgoing = { config, adapter: createAdapter({ config, clock, timeoutMs: config.sendMs }), references };
  return {
    surface: 'teams',
    workspace: TENANT,
    gateway: createTeamsGateway({ ...outgoing, alert: refusedByItsValidator }),
    directory: createTeamsDirectory(outgoing),
    userId: (name) => personOf(name).objectId,
    channelId: (name) => roomOf(name).id,
    place: (name) => placeInTeams(driver, app.settled, personOf(name)),
    readsIn: async (name) => driver.messagesIn(roomOf(name)).map(messageText),
    [Symbol.asyncDispose]: async () => {
      await app.settled();
      server.closeAllConnections();
      server.close();
      await connector[Symbol.asyncDispose]();
    },
  };
}

function placeInTeams(driver: TeamsDriver, settled: () => Promise<void>, person: TeamsPerson): Place {
  /** What came back in the place of a pressed card; gone with the next message of that card. */
  let answered: SeenMessage | undefined;
  const messages = () => [...driver.messagesTo(person), ...(answered === undefined ? [] : [answered])];

  async function press(on: SeenMessage, title: string, entries: Filled): Promise<string> {
    const pressed = await driver.presses(person, on, title, entries);
    await settled();
    if (pressed.status === 'incomplete') return pressed.messages.join('\n');
    if (pressed.invoke === undefined) return pressed.body;
    if (pressed.invoke.card === undefined) return pressed.invoke.text;
    answered = { ...on, card: pressed.invoke.card, text: pressed.invoke.text };
    return readable(answered);
  }

  return {
    types: async (text) => {
      const before = driver.messagesTo(person).length;
      await driver.types(person, text);
      await settled();
      const answers = driver.messagesTo(person).slice(before);
      answered = answers.at(-1);
      return answers.map(readable).join('\n');
    },
    presses: async (label, on = /(?:)/u) => {
      const seen = messages();
      const message = newestWith(
        seen,
        (each) => on.test(messageText(each)) && titleOf(each, label) !== undefined,
        () => `${person.name} finds no button ${label.source} on:\n${seen.map(readable).join('\n---\n')}`,
      );
      return await press(message, titleOf(message, label) ?? '', {});
    },
    fills: async (answers) => {
      const form = newestWith(
        messages(),
        ({ card }) => inputsOn(card).length > 0,
        () => `${person.name} has no form open`,
      );
      const [submit = ''] = buttonTitles(form);
      return await press(form, submit, entriesFor(form.card, answers));
    },
    sees: async () => messages().map(readable),
  };
}

const input = z.looseObject({
  type: z.enum(['Input.Text', 'Input.ChoiceSet', 'Input.Toggle']),
  id: z.string(),
  label: z.string().optional(),
  title: z.string().optional(),
  choices: z.array(z.object({ title: z.string(), value: z.string() })).optional(),
});

function inputsOn(card: unknown) {
  return nodesOf(card).flatMap((node) => input.safeParse(node).data ?? []);
}

/** A person chooses what they read; the client sends the names and values behind it. */
function entriesFor(card: unknown, answers: Filled): Filled {
  const inputs = inputsOn(card);
  return Object.fromEntries(
    Object.entries(answers).map(([part, given]) => {
      const field = inputs.find((each) => each.label?.includes(part) === true || each.title?.includes(part) === true);
      if (field === undefined)
        throw new Error(`No field "${part}" among: ${inputs.map((each) => each.label ?? each.title).join(', ')}`);
      const value = field.choices?.find(({ title }) => title.startsWith(String(given)))?.value ?? given;
      return [field.id.slice(field.id.indexOf('.') + 1), value];
    }),
  );
}

function titleOf(message: SeenMessage, label: RegExp): string | undefined {
  return buttonTitles(message).find((each) => label.test(each));
}

function readable(message: SeenMessage): string {
  return message.card === undefined ? message.text : readCard(message.card).all;
}

function teamsPerson(name: CastName, at: number): TeamsPerson {
  return {
    name: CAST[name],
    objectId: `${String(at).repeat(8)}-0000-4000-8000-000000000000`,
    userPrincipalName: addressOf(name),
    email: addressOf(name),
    tenantId: TENANT,
    userRole: 'user',
  };
}

function personOf(name: string): TeamsPerson {
  const found = PEOPLE.find(({ userPrincipalName }) => userPrincipalName.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`Nobody is called ${name}`);
  return found;
}

function roomOf(name: string): TeamsChannel {
  const found = ROOMS.find(({ id }) => id.startsWith(`19:${name}@`));
  if (found === undefined) throw new Error(`No channel is called ${name}`);
  return found;
}
