import { z } from 'zod';

/** What a process needs to know to speak Slack; tokens are per workspace and come through `tokenOf`. */
export const slackConfigSchema = z.object({
  /** One, or two while the secret is being rotated in Slack's app settings. */
  signingSecrets: z.array(z.string().trim().min(1)).min(1).max(2),
  /** Ends in a slash, as the SDK joins method names to it. */
  slackApiUrl: z.url().endsWith('/').default('https://slack.com/api/'),
  /** The only places a `response_url` may lead to. */
  responseOrigins: z.array(z.url()).default(['https://hooks.slack.com']),
  /** The only places a file may be fetched from. */
  fileOrigins: z.array(z.url()).default(['https://files.slack.com']),
  /** Where Slack sends commands, interactions and events. */
  path: z.string().startsWith('/').default('/slack/events'),
  bodyLimitBytes: z.int().positive().default(1_048_576),
});

export type SlackConfig = z.infer<typeof slackConfigSchema>;

/** Slack gives up after 3 s; a person notices after 1 s. */
export const DEADLINES = { acceptMs: 1500, fieldsMs: 1000, answerMs: 2000, deliverMs: 10_000 } as const;
