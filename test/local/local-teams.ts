import type { Identity } from '../../core/people/identity.ts';
import { recordLink } from '../../core/people/record-link.ts';
import { existsSync } from 'node:fs';
import { TEAMS } from '../../bots/teams/config.ts';
import { TEAMS_PATH } from '../../bots/teams/app.ts';
import { decodeConversation } from '../../bots/teams/conversation-address.ts';
import { operatorOf } from '../../bots/runtime/operator.ts';
import type { Surface } from '../../bots/runtime/surfaces.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import type { ChatGateway } from '../../core/outbox/chat-gateway.ts';
import { err } from '../../core/result.ts';
import { PLAYGROUND_TENANT } from '../pictures/playground-settings.ts';
import { freePort, startPlayground, type Playground } from '../pictures/playground.ts';
import { createTypist } from './console-typist.ts';
import { ACCOUNT, inFirm } from './firm.ts';
import { cast } from './linden.ts';
import type { Office } from './office.ts';

const CLIENT = new URL('../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url);
const RASMUS: PlatformUser = { surface: TEAMS, workspace: PLAYGROUND_TENANT, user: cast.rasmus.id };

/** The port of Microsoft’s local Teams client, for which it is reserved; undefined where that is not installed. */
export async function localTeamsPort(): Promise<number | undefined> {
  return existsSync(CLIENT) ? await freePort() : undefined;
}

/** Neither Slack nor the real Teams: only the local client is believed, and only where it listens itself. */
export function localTeamsSettings(port: number | undefined): Readonly<Record<string, string>> {
  const none = { SLACK_SIGNING_SECRETS: '', SLACK_BOT_TOKENS: '', TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '' };
  if (port === undefined) return none;
  const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return { ...none, TEAMS_PLAYGROUND: 'true', TEAMS_SERVICE_ORIGINS: origins.join(',') };
}

export async function startLocalTeams(office: Office, port: number): Promise<Playground> {
  const { fullName, primary, id } = cast.rasmus;
  const user = { fullName, address: primary, objectId: id };
  return await startPlayground(`${office.bots.url}${TEAMS_PATH}`, port, user);
}

/** The approver works in the local client. */
export async function seatRasmus(office: Office): Promise<void> {
  if ((await office.core.registry.accountOf(TEAMS, PLAYGROUND_TENANT)) === undefined)
    await createTypist(office.app, operatorOf(ACCOUNT))(`account set workspace:${TEAMS}/${PLAYGROUND_TENANT}`);
  await link(office);
}

/**
 * The client forgets what it is sent while no browser shows it. Until one does, which it says from where it listens in
 * this run, a message is asked to come again.
 */
export function onceShown(teams: Surface, { addresses }: Pick<Office, 'addresses'>, { port, again }: Shown): Surface {
  const isShown = async (): Promise<boolean> => {
    const chat = await addresses.recall({ kind: 'user', ...RASMUS });
    return chat !== undefined && new URL(decodeConversation(chat).serviceUrl).port === String(port);
  };
  const post: ChatGateway['post'] = async (...message) =>
    (await isShown())
      ? await teams.gateway.post(...message)
      : err({ kind: 'throttled', retryAfterMs: again.total('milliseconds') });
  return { ...teams, gateway: { ...teams.gateway, post } };
}

type Shown = { readonly port: number; readonly again: Temporal.Duration };

/** Written down as the operator’s word: a request may come before he has written his first message. */
async function link(office: Office): Promise<void> {
  const { ids, clock, audit } = office.core;
  await inFirm(office, async (stores) => {
    const member = await stores.members.byAddress(cast.rasmus.primary);
    if (member === undefined) throw new Error('The approver is no member');
    const { id: memberId, accountId } = member;
    const identity: Identity = {
      id: ids.next('identity'),
      accountId,
      memberId,
      user: RASMUS,
      proof: 'operator',
      linkedAt: clock.now(),
    };
    if (!(await stores.identities.link(identity))) return;
    await recordLink({ audit }, stores, identity, { kind: 'operator', operatorId: operatorOf(ACCOUNT).user });
  });
}
