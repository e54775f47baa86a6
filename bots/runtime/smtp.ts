import type { SmtpServer } from '../email/smtp-delivery.ts';
import type { Config } from './config.ts';

const TIMEOUT_MS = 15_000;

/** smtps is encrypted from the first byte; smtp with credentials must upgrade before it sends them. */
export function smtpServer({ SMTP_URL }: Config): SmtpServer | undefined {
  if (SMTP_URL === undefined) return undefined;
  const url = new URL(SMTP_URL);
  const secure = url.protocol === 'smtps:';
  const credentials =
    url.username === ''
      ? undefined
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTls: !secure && credentials !== undefined,
    credentials,
    timeoutMs: TIMEOUT_MS,
  };
}

export function smtpSender({ SMTP_FROM }: Config): { readonly name: string; readonly address: string } {
  const [, name = 'Usher', address = SMTP_FROM] = /^(.*?)\s*<([^>]+)>$/u.exec(SMTP_FROM) ?? [];
  return { name, address };
}
