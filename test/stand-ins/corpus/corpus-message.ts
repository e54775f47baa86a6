export type MailHeader = { readonly name: string; readonly value: string };

/** What stays the same in whichever mailbox a copy lies; bodies hold one character per octet. */
export type Mail = {
  /** Unfolded but otherwise as received: encoded words, 8-bit text and broken dates stay. */
  readonly headers: readonly MailHeader[];
  readonly body: string;
  readonly size: number;
};

export type CorpusMessage = Mail & {
  readonly key: string;
  readonly isSpam: boolean;
  readonly messageId: string | undefined;
  /** The ids named by References and In-Reply-To, oldest first. */
  readonly ancestors: readonly string[];
};

export function headerOf(mail: Mail, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return mail.headers.find((header) => header.name.toLowerCase() === wanted)?.value;
}

export function messageIdsIn(value: string | undefined): readonly string[] {
  return value?.match(/<[^<>\s]+>/g) ?? [];
}

export function ancestorsOf(mail: Mail): readonly string[] {
  return [...new Set([...messageIdsIn(headerOf(mail, 'References')), ...messageIdsIn(headerOf(mail, 'In-Reply-To'))])];
}

export function isListMail(mail: Mail): boolean {
  return mail.headers.some(
    ({ name, value }) =>
      /^(list-|mailing-list)/i.test(name) || (/^precedence$/i.test(name) && /bulk|list/i.test(value)),
  );
}
