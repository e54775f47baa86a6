import { z } from 'zod';
import { slackConfigSchema } from '../slack/config.ts';
import { teamsConfigSchema } from '../teams/config.ts';

const text = z.string().trim().min(1);
const list = text.transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting of the product: its name, what it means, and how it is read. The README's table is made from this. */
export const SETTINGS = {
  DATABASE_URL: {
    about: 'PostgreSQL 15 or later, as a role that may create roles. Without it Usher runs its own embedded server.',
    schema: text.optional(),
  },
  USHER_APP_DATABASE_URL: {
    about: 'The same database as role usher_app, where it cannot be derived from DATABASE_URL.',
    schema: text.optional(),
  },
  USHER_DATA_DIR: { about: 'Where the embedded server keeps its data.', schema: text.optional() },
  MONGODB_URI: {
    about: 'MongoDB for the job store; for several machines. Without it jobs stand in PostgreSQL.',
    schema: text.optional(),
  },
  USHER_MASTER_KEYS: {
    about: 'Master keys in base64, 32 bytes each, newest first, separated by commas.',
    schema: list.optional(),
    secret: true,
  },
  USHER_SIGNING_KEY: {
    about:
      'Ed25519 seed in base64, 32 bytes, that signs heads of the audit log; older ones after it, separated by commas.',
    schema: list.optional(),
    secret: true,
  },
  USHER_HEADS_DIR: {
    about:
      'Where signed heads of the audit log are kept; heads in the data directory by default. Better on another disk.',
    schema: text.optional(),
  },
  USHER_GENERATE_KEYS: {
    about: 'true makes and keeps a master key and a signing key in the data directory on first start. For local use.',
    schema: flag,
  },
  HOST: { about: 'Address the web process listens on.', schema: text.default('127.0.0.1') },
  PORT: { about: 'Port the web process listens on; 0 takes a free one.', schema: port.default(3978) },
  USHER_PUBLIC_URL: {
    about: 'Where people’s browsers reach the web process; its own address by default.',
    schema: z.url({ protocol: /^https?$/u }).optional(),
  },
  API_REQUESTS_PER_MINUTE: {
    about: 'How many requests a minute one API key has, in each web process.',
    schema: z.coerce.number().int().min(1).max(100_000).default(120),
  },
  LOG_LEVEL: {
    about: 'trace, debug, info, warn, error or silent.',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  },
  SLACK_SIGNING_SECRETS: {
    about: 'Signing secret of the Slack app; two while it is rotated.',
    schema: list.optional(),
    secret: true,
  },
  SLACK_BOT_TOKENS: {
    about: 'Bot token per workspace: T123=xoxb-…,T456=xoxb-…',
    schema: list.optional(),
    secret: true,
  },
  SLACK_API_URL: { about: 'Slack’s Web API.', schema: z.url().default('https://slack.com/api/') },
  SLACK_RESPONSE_ORIGINS: {
    about: 'Where a response_url may lead to.',
    schema: list.default(['https://hooks.slack.com']),
  },
  SLACK_FILE_ORIGINS: {
    about: 'Where files that people send are fetched from.',
    schema: list.default(['https://files.slack.com']),
  },
  TEAMS_APP_ID: { about: 'App id of the Teams bot.', schema: text.optional() },
  TEAMS_APP_PASSWORD: { about: 'Client secret of the Teams bot.', schema: text.optional(), secret: true },
  TEAMS_TENANT_ID: { about: 'Home tenant of the Teams bot.', schema: text.optional() },
  TEAMS_SERVICE_ORIGINS: {
    about: 'Origins of the Bot Connector that may be called back.',
    schema: list.default(['https://smba.trafficmanager.net']),
  },
  TEAMS_FILE_HOSTS: {
    about: 'Ends of the host names that files people send are fetched from.',
    schema: list.default(['.sharepoint.com']),
  },
  TEAMS_LOGIN_URL: { about: 'Token authority of the bot; the home tenant’s by default.', schema: z.url().optional() },
  TEAMS_OPENID_METADATA_URL: { about: 'Keys that channel tokens are signed with.', schema: z.url().optional() },
  TEAMS_PLAYGROUND: {
    about: 'true trusts a local Teams client without tokens. Never outside one machine.',
    schema: flag,
  },
  GOOGLE_TOKEN_URL: {
    about: 'Google’s token endpoint.',
    schema: z.url().default('https://oauth2.googleapis.com/token'),
  },
  GOOGLE_API_URL: { about: 'Root of Google’s APIs; each API’s own host by default.', schema: z.url().optional() },
  MICROSOFT_LOGIN_URL: { about: 'Entra authority.', schema: z.url().default('https://login.microsoftonline.com') },
  MICROSOFT_GRAPH_URL: { about: 'Root of Microsoft Graph.', schema: z.url().default('https://graph.microsoft.com') },
  DNS_SERVERS: { about: 'Resolvers for domain claims, host:port; the system’s by default.', schema: list.optional() },
  SMTP_URL: {
    about: 'Mail server for people who are not in chat: smtp://user:password@host:587 or smtps://…',
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    secret: true,
  },
  SMTP_FROM: {
    about: 'Sender of these mails: Usher <usher@company.example>',
    schema: text.default('Usher <usher@localhost>'),
  },
  USHER_UNDO_DAYS: {
    about: 'For how many days a deactivation can be taken back; personal data is deleted after them.',
    schema: z.coerce.number().int().min(1).max(90).default(7),
  },
  MAIL_QUOTA_PROFILE: {
    about: 'new or legacy: which Gmail quota the project has.',
    schema: z.enum(['new', 'legacy']).default('new'),
  },
} as const satisfies Record<string, { readonly about: string; readonly schema: z.ZodType; readonly secret?: true }>;

const shape = Object.fromEntries(Object.entries(SETTINGS).map(([name, setting]) => [name, setting.schema]));

type Settings = { readonly [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> };

/** Reads the environment once; a wrong value names itself, its reason and what is expected. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.keys(SETTINGS).map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not valid. ${wrong.join('; ')}`);
  }
  // The object was parsed by the very schemas that the type is made of.
  return parsed.data as Settings;
}

export type Config = Settings;

export function slackConfig(config: Config) {
  if (config.SLACK_SIGNING_SECRETS === undefined) return undefined;
  return slackConfigSchema.parse({
    signingSecrets: config.SLACK_SIGNING_SECRETS,
    slackApiUrl: config.SLACK_API_URL,
    responseOrigins: config.SLACK_RESPONSE_ORIGINS,
    fileOrigins: config.SLACK_FILE_ORIGINS,
  });
}

export function teamsConfig(config: Config) {
  if (config.TEAMS_APP_ID === undefined && !config.TEAMS_PLAYGROUND) return undefined;
  return teamsConfigSchema.parse({
    mode: config.TEAMS_PLAYGROUND ? 'playground' : 'live',
    appId: config.TEAMS_APP_ID,
    appPassword: config.TEAMS_APP_PASSWORD,
    tenantId: config.TEAMS_TENANT_ID,
    serviceOrigins: config.TEAMS_SERVICE_ORIGINS,
    fileHosts: config.TEAMS_FILE_HOSTS,
    ...(config.TEAMS_LOGIN_URL === undefined ? {} : { loginUrl: config.TEAMS_LOGIN_URL }),
    ...(config.TEAMS_OPENID_METADATA_URL === undefined ? {} : { openIdMetadataUrl: config.TEAMS_OPENID_METADATA_URL }),
  });
}

/** `T1=xoxb-a,T2=xoxb-b` as a look-up by workspace. */
export function slackTokens(config: Config): (workspace: string) => Promise<string | undefined> {
  const tokens = new Map(
    (config.SLACK_BOT_TOKENS ?? []).map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ]),
  );
  return async (workspace) => tokens.get(workspace);
}

/** The settings as the table of the README. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { about, schema }]) => `| \`${name}\` | ${about} | ${defaultOf(schema)} |`,
  );
  return ['| Setting | Meaning | Default |', '|---|---|---|', ...rows].join('\n');
}

const plain = z.union([z.string(), z.number(), z.boolean()]);

function defaultOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return '';
  return `\`${Array.isArray(parsed.data) ? parsed.data.join(',') : String(plain.parse(parsed.data))}\``;
}

/** Ends in a slash, so that paths are joined to all of it. */
export function publicUrlOf({ USHER_PUBLIC_URL, HOST, PORT }: Config): string {
  const url = USHER_PUBLIC_URL ?? `http://${HOST}:${PORT}`;
  return url.endsWith('/') ? url : `${url}/`;
}
