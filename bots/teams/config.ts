import { z } from 'zod';

export type TeamsConfig = z.infer<typeof teamsConfigSchema>;
export type TeamsConfigInput = z.input<typeof teamsConfigSchema>;

/** The surface's name in every address, and the channel that the Bot Connector calls it by. */
export const TEAMS = 'teams';
export const TEAMS_CHANNEL = 'msteams';

const MAXIMUM_SKEW_SECONDS = 300;

const httpUrl = z.url({ protocol: /^https?$/ });

const vendorAddresses = {
  /** Token authority; by default the home tenant's, because new bots are single-tenant. */
  loginUrl: httpUrl.optional(),
  oauthScope: z.string().default('https://api.botframework.com'),
  tokenIssuer: z.string().default('https://api.botframework.com'),
  openIdMetadataUrl: httpUrl.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  emulatorOpenIdMetadataUrl: httpUrl.default(
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  ),
  oauthUrl: httpUrl.default('https://token.botframework.com/'),
  callerId: z.string().default('urn:botframework:azure'),
  defaultServiceUrl: httpUrl.default('https://smba.trafficmanager.net/teams/'),
};

const limits = {
  clockSkewSeconds: z.int().min(0).max(MAXIMUM_SKEW_SECONDS).default(60),
  maxActivityAgeSeconds: z.int().positive().default(3600),
  maxBodyBytes: z.int().positive().default(262_144),
  maxAuthorizationChars: z.int().positive().max(8192).default(8192),
  acceptMs: z.int().positive().default(1500),
  answerMs: z.int().positive().default(2000),
  invokeMs: z.int().positive().default(8000),
  sendMs: z.int().positive().default(15_000),
};

const base = z.object({
  mode: z.enum(['live', 'playground']).default('live'),
  appId: z.string().default(''),
  appPassword: z.string().default(''),
  tenantId: z.string().default(''),
  extraIssuers: z.array(z.object({ issuer: z.string().min(1), openIdMetadataUrl: httpUrl })).default([]),
  /** Origins (scheme, host, port) that may be called back with a token. */
  serviceOrigins: z
    .array(httpUrl.transform((url) => new URL(url).origin))
    .min(1)
    .default(['https://smba.trafficmanager.net']),
  /** Ends of the names of hosts that files may be fetched from; each begins with a dot. */
  fileHosts: z.array(z.string().startsWith('.')).default(['.sharepoint.com']),
  ...vendorAddresses,
  ...limits,
});

/** Without an app id and a tenant the SDK would run with no authentication at all: only the playground may lack them. */
export const teamsConfigSchema = base
  .superRefine((config, context) => {
    if (config.mode === 'playground') return;
    for (const name of ['appId', 'appPassword', 'tenantId'] as const) {
      if (config[name].trim() !== '') continue;
      context.addIssue({ code: 'custom', path: [name], message: `${name} is required outside the local playground` });
    }
    for (const { issuer } of config.extraIssuers) {
      if (config.tenantId !== '' && issuer.toLowerCase().includes(config.tenantId.toLowerCase())) continue;
      context.addIssue({
        code: 'custom',
        path: ['extraIssuers'],
        message: 'A further issuer must name the home tenant',
      });
    }
  })
  .transform((config) => ({
    ...config,
    loginUrl: config.loginUrl ?? `https://login.microsoftonline.com/${config.tenantId}`,
  }));
