/** The mail systems that can be read. Exchange on-premises is named only to be refused in words. */
export const PROVIDERS = ['google', 'microsoft'] as const;
export type Provider = (typeof PROVIDERS)[number];
