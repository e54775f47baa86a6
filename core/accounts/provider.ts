/** The mail systems that can be read. Exchange on-premises is named only to be refused in words. */
export const PROVIDERS = ['google', 'microsoft'] as const;
export type Provider = (typeof PROVIDERS)[number];

export const PROVIDER_NAMES = { google: 'Google Workspace', microsoft: 'Microsoft 365' } as const satisfies Record<
  Provider,
  string
>;

/** What a person may answer when asked where somebody's mail is. */
export const MAIL_SYSTEMS = [...PROVIDERS, 'exchange'] as const;
export type MailSystem = (typeof MAIL_SYSTEMS)[number];
