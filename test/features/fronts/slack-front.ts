import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSlackDirectory } from '../../../bots/slack/directory.ts';
import { createSlackGateway } from '../../../bots/slack/gateway.ts';
import { aSlackApp, tokenOfTheTeam } from '../../bots/slack/a-slack-app.ts';
import { buttonLabels } from '../../demo/in-slack.ts';
import { inputsOf, type OpenView } from '../../stand-ins/slack/open-views.ts';
import { TEAM } from '../../stand-ins/slack/people.ts';
import { readableText } from '../../stand-ins/slack/read-blocks.ts';
import { slackDriver, type SlackDriver } from '../../stand-ins/slack/slack-driver.ts';
import { startSlackStandIn, type ShownMessage, type SlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { addressOf, CAST, CAST_NAMES, CHANNELS } from '../cast.ts';
import { answerFor, newestWith, type Filled, type Front, type FrontDeps, type Place } from './front.ts';

/** Signed deliveries in, Slack's Web API out, both over loopback. */
export async function openSlackFront({ clock, frontDoor, log }: FrontDeps): Promise<Front> {
  const slack = await startSlackStandIn({
    clock,
    people: CAST_NAMES.map((name) => ({ name, email: addressOf(name), realName: CAST[name] })),
    channels: CHANNELS.map((name) => ({ name })),
  });
  const web = express();
  const config = { slackApiUrl: slack.apiUrl, responseOrigins: [slack.url] };
  const app = aSlackApp({ web, frontDoor, clock, config });
  const server = createServer(web).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a port of an address, so it has one.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const driver = slackDriver({ url, signingSecret: 'secret', clock, slack });
  const outgoing = { slackApiUrl: slack.apiUrl, tokenOf: tokenOfTheTeam, log };
  return {
    surface: 'slack',
    workspace: TEAM,
    gateway: createSlackGateway({ ...outgoing, alert: refusedByItsValidator }),
    directory: createSlackDirectory(outgoing),
    userId: slack.userId,
    channelId: slack.channelId,
    place: (name) => placeInSlack({ slack, driver, drained: app.drained }, name),
    readsIn: async (channel) => (await slack.messagesIn(channel)).map(({ reads }) => reads),
    [Symbol.asyncDispose]: async () => {
      await app.drained();
      server.closeAllConnections();
      server.close();
      await slack[Symbol.asyncDispose]();
    },
  };
}

export function refusedByItsValidator(problem: unknown): never {
  throw new Error(`A message was refused by its own validator: ${JSON.stringify(problem)}`);
}

type Standing = {
  readonly slack: SlackStandIn;
  readonly driver: SlackDriver;
  readonly drained: () => Promise<void>;
};

function placeInSlack({ slack, driver, drained }: Standing, user: string): Place {
  const messages = async () => [...(await slack.dmWith(user)), ...slack.ephemeralsTo(user)];
  const answerTo = async (act: () => Promise<unknown>): Promise<string> => {
    const before = { answers: slack.ephemeralsTo(user).length, form: slack.openModal(user) };
    await act();
    await drained();
    const form = slack.openModal(user);
    const answers = slack.ephemeralsTo(user).slice(before.answers);
    return [...(form === undefined || form === before.form ? [] : [formText(form)]), ...answers.map(readable)].join(
      '\n',
    );
  };
  return {
    types: (text) => answerTo(() => driver.types(user, `/seat ${text}`, { channel: 'approvals' })),
    presses: async (label, on = /(?:)/u) => {
      const seen = await messages();
      const message = newestWith(
        seen,
        (each) => on.test(each.reads) && labelOf(each, label) !== undefined,
        () => `${user} finds no button ${label.source} on:\n${seen.map(readable).join('\n---\n')}`,
      );
      return await answerTo(() => driver.presses(user, message, labelOf(message, label) ?? ''));
    },
    fills: (answers) => {
      const form = slack.openModal(user);
      if (form === undefined) throw new Error(`${user} has no form open`);
      return answerTo(() => driver.submits(user, form, wordFor(form, answers)));
    },
    sees: async () => (await messages()).map(readable),
  };
}

function labelOf(message: ShownMessage, label: RegExp): string | undefined {
  return buttonLabels(message).find((each) => label.test(each));
}

function readable(message: ShownMessage): string {
  const lines = message.blocks.length === 0 ? [message.reads] : message.blocks.map((block) => readableText([block]));
  return [...lines, ...buttonLabels(message).map((label) => `[${label}]`)].join('\n');
}

/** A form as a person reads it, with what is wrong under its fields. */
function formText({ title, blocks, submit, errors }: OpenView): string {
  return [`Form: ${title.text}`, readableText(blocks), ...Object.values(errors), `[${submit.text}]`].join('\n');
}

/** The driver fills in by the whole label; people read the sentence at a box. */
function wordFor(form: OpenView, answers: Filled): Filled {
  const fields = inputsOf(form).map(({ label, element }) => ({
    label: label.text,
    reads: [label.text, ...(element.type === 'checkboxes' ? element.options.map(({ text }) => text.text) : [])].join(
      ' ',
    ),
  }));
  const unknown = Object.keys(answers).find((part) => !fields.some(({ reads }) => reads.includes(part)));
  if (unknown !== undefined)
    throw new Error(`No field "${unknown}" among: ${fields.map(({ label }) => label).join(', ')}`);
  return Object.fromEntries(
    fields.flatMap(({ label, reads }) => {
      const given = answerFor(answers, reads);
      return given === undefined ? [] : [[label, given.value]];
    }),
  );
}
