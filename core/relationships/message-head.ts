/** A participant as delivered, by a header or by a structured field: neither checked nor normalised yet. */
export type RawAddress = { readonly name?: string | undefined; readonly address: string };

/**
 * What a mailbox provider delivers about one message.
 *
 * `providerId` is case-sensitive and means something only inside its mailbox. `receivedAt` is the server's time. `sentAt` is the Date header,
 * absent when it does not parse. `direction` follows the folder or label, never a header, because headers can be forged. `headers` holds those of
 * `AUTOMATED_MAIL_HEADERS` that are present, by lower-case name; a header present without a value is ''. `labels` are the provider's own
 * keys of well-known folders and labels, and opaque ids for those a person made, so that a folder somebody called "Trash" is not mistaken for it.
 */
export type MessageHead = {
  readonly providerId: string;
  readonly threadId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly receivedAt: Temporal.Instant;
  readonly sentAt?: Temporal.Instant | undefined;
  readonly direction: 'sent' | 'received';
  readonly from: readonly RawAddress[];
  readonly to: readonly RawAddress[];
  readonly cc: readonly RawAddress[];
  readonly bcc: readonly RawAddress[];
  readonly replyTo?: readonly RawAddress[] | undefined;
  readonly sender?: readonly RawAddress[] | undefined;
  readonly subject?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly labels: readonly string[];
};

/** The headers an adapter asks for and passes on. */
export const AUTOMATED_MAIL_HEADERS = [
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'list-post',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'return-path',
  'content-type',
  'x-failed-recipients',
  'feedback-id',
] as const;
