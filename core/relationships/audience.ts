export const AUDIENCES = ['account', 'self'] as const;
/**
 * Who may learn of somebody by a note or a list. `self`: when it was written, only the writer's own personal mailboxes knew
 * them. It is settled once and outlives the mail, so that what the account knew stays known and what it did not stays hidden.
 */
export type Audience = (typeof AUDIENCES)[number];
