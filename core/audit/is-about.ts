import type { AuditRecord } from './audit-record.ts';

/** Whether one of these is what happened to something, or the request because of which it happened. */
export function isAbout({ subject, facts }: Pick<AuditRecord, 'subject' | 'facts'>, ids: readonly string[]): boolean {
  const { request } = facts;
  return ids.includes(subject.id) || (typeof request === 'string' && ids.includes(request));
}
