/** Somebody in the workspace, with the marks that Slack puts on guests, strangers and others. */
export type Person = {
  readonly name: string;
  readonly email: string;
  readonly realName?: string;
  readonly marks?: Readonly<Record<string, boolean>>;
  /** Their own workspace, for somebody who is here through Slack Connect. */
  readonly team?: string;
};

export type Channel = { readonly name: string; readonly isPrivate?: boolean; readonly withoutBot?: boolean };

export const TEAM = 'T000000001';
export const BOT_USER = 'U0USHERBOT';
export const BOT_TOKEN = 'xoxb-usher';

export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];
