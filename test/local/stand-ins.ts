import { fillMailboxes, type Mailboxes } from '../stand-ins/corpus/fill-mailboxes.ts';
import { demoFirm } from '../stand-ins/corpus/demo-firm.ts';
import { loadCorpus } from '../stand-ins/corpus/load-corpus.ts';
import { createScaledClock, type ScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { startDns, type DnsStandIn } from '../stand-ins/dns/start-dns.ts';
import { startGoogle, type GoogleStandIn } from '../stand-ins/google/start-google.ts';
import { startMailServer, type MailServer } from '../stand-ins/mail/mail-server.ts';
import { startMicrosoft, type MicrosoftStandIn } from '../stand-ins/microsoft/start-microsoft.ts';
import { BOT_TOKEN, TEAM } from '../stand-ins/slack/people.ts';
import { startSlackStandIn, type SlackStandIn } from '../stand-ins/slack/slack-stand-in.ts';
import { startBotConnector, type BotConnector } from '../stand-ins/teams/bot-connector.ts';
import { BOT, slackChannels, slackPeople, teamsChannel, teamsPeople, TENANT } from './linden.ts';

export type StandIns = {
  readonly mailboxes: Mailboxes;
  readonly google: GoogleStandIn;
  readonly microsoft: MicrosoftStandIn;
  readonly dns: DnsStandIn;
  readonly mail: MailServer;
  readonly slack: SlackStandIn;
  readonly teams: BotConnector;
  readonly stop: () => Promise<void>;
};

export const SIGNING_SECRET = 'local-signing-secret';

const GOOGLE_SCOPES = [
  'https://www.googleapis.com/auth/gmail.metadata',
  'https://www.googleapis.com/auth/admin.directory.user.readonly',
];
const MICROSOFT_ROLES = ['Mail.ReadBasic.All', 'User.Read.All'];

/** Everything that is not ours, on loopback, with the demo firm in it and real mail in its mailboxes. */
export async function startStandIns(clock: ScaledClock, filledAt = clock.now()): Promise<StandIns> {
  const corpus = await loadCorpus();
  let isFilled = false;
  const mailClock = { now: () => (isFilled ? clock.now() : filledAt) };
  const mailboxes = fillMailboxes({ corpus, firm: demoFirm, clock: mailClock, seed: 'linden' });
  isFilled = true;
  const [google, microsoft, dns, mail, slack, teams] = await Promise.all([
    startGoogle({ firm: demoFirm, mailboxes, clock, delegatedScopes: GOOGLE_SCOPES }),
    startMicrosoft({ firm: demoFirm, mailboxes, clock, roles: MICROSOFT_ROLES }),
    startDns(),
    startMailServer(),
    startSlackStandIn({ clock, answerClock: createScaledClock(), people: slackPeople, channels: slackChannels }),
    startBotConnector({ clock, registration: BOT, people: teamsPeople, channels: [teamsChannel] }),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([
      google.stop(),
      microsoft.stop(),
      ...[dns, mail, slack, teams].map((one) => one[Symbol.asyncDispose]()),
    ]);
  };
  return { mailboxes, google, microsoft, dns, mail, slack, teams, stop };
}

/** The product’s settings with every vendor’s address leading to a stand-in: the same code runs against both. */
export function standInSettings({
  google,
  microsoft,
  dns,
  mail,
  slack,
  teams,
}: StandIns): Readonly<Record<string, string>> {
  return {
    SLACK_SIGNING_SECRETS: SIGNING_SECRET,
    SLACK_BOT_TOKENS: `${TEAM}=${BOT_TOKEN}`,
    SLACK_API_URL: slack.apiUrl,
    SLACK_RESPONSE_ORIGINS: slack.url,
    SLACK_FILE_ORIGINS: slack.url,
    TEAMS_APP_ID: BOT.appId,
    TEAMS_APP_PASSWORD: BOT.appPassword,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_SERVICE_ORIGINS: teams.url,
    TEAMS_LOGIN_URL: `${teams.url}/${TENANT}`,
    TEAMS_OPENID_METADATA_URL: `${teams.url}/openid`,
    GOOGLE_TOKEN_URL: google.tokenUrl,
    GOOGLE_API_URL: google.url,
    MICROSOFT_LOGIN_URL: microsoft.url,
    MICROSOFT_GRAPH_URL: microsoft.url,
    DNS_SERVERS: dns.address,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    SMTP_FROM: 'Usher <usher@lindenpartners.example>',
  };
}
