import { formatAddress } from './address-line.ts';
import type { Address } from './address-line.ts';
import type { Mail, MailHeader } from './corpus-message.ts';

export type Composed = {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc?: readonly Address[];
  readonly subject: string;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly date?: string;
  readonly text?: string;
  readonly extraHeaders?: readonly MailHeader[];
};

/** For a test that needs one certain message; everything else reads the corpus. */
export function composeMail({
  from,
  to,
  cc = [],
  subject,
  messageId,
  inReplyTo,
  date,
  text = '',
  extraHeaders = [],
}: Composed): Mail {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['From', formatAddress(from)],
    ['To', to.map(formatAddress).join(', ')],
    ['Cc', cc.length === 0 ? undefined : cc.map(formatAddress).join(', ')],
    ['Subject', subject],
    ['Message-ID', messageId],
    ['In-Reply-To', inReplyTo],
    ['References', inReplyTo],
    ['Date', date],
    ['Content-Type', 'text/plain; charset=utf-8'],
  ];
  const headers = lines.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
  const body = Buffer.from(text, 'utf8').toString('latin1');
  const all = [...headers, ...extraHeaders];
  return {
    headers: all,
    body,
    size: body.length + all.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 2),
  };
}
