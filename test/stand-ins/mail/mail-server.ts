import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does to the next messages instead of taking them. */
export type MailFault =
  | { readonly kind: 'refuse-recipient'; readonly code: number; readonly text: string }
  | { readonly kind: 'refuse-message'; readonly code: number; readonly text: string }
  | { readonly kind: 'drop-before-data' }
  /** The message is kept and the sender never learns it: the case that must not be repeated blindly. */
  | { readonly kind: 'drop-after-data' };

export type ReceivedMail = {
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: string;
  readonly parsed: Email;
};

export type MailServer = AsyncDisposable & {
  readonly port: number;
  readonly inbox: readonly ReceivedMail[];
  readonly failWith: (fault: MailFault | undefined) => void;
};

export type MailServerOptions = { readonly credentials?: { readonly user: string; readonly password: string } };

/** A real SMTP server on the loopback address that keeps what it is sent. */
export async function startMailServer({ credentials }: MailServerOptions = {}): Promise<MailServer> {
  const inbox: ReceivedMail[] = [];
  const state: { fault: MailFault | undefined } = { fault: undefined };
  const server = new SMTPServer({
    ...authentication(credentials),
    disabledCommands: credentials === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    ...handlers(state, inbox, (sessionId) => drop(server, sessionId)),
  });
  // A client that goes away in mid-sentence is what these tests provoke.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');

  const bound = listening.address();
  if (bound === null || typeof bound === 'string') throw new Error('The mail server has no port');
  return {
    port: bound.port,
    inbox,
    failWith: (fault) => void (state.fault = fault),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(resolve)),
  };
}

function authentication(credentials: MailServerOptions['credentials']): SMTPServerOptions {
  return {
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => {
      const isKnown = auth.username === credentials?.user && auth.password === credentials?.password;
      callback(isKnown ? null : refusal(535, 'Invalid login'), isKnown ? { user: auth.username } : undefined);
    },
  };
}

function handlers(
  state: { readonly fault: MailFault | undefined },
  inbox: ReceivedMail[],
  dropSession: (id: string) => void,
): SMTPServerOptions {
  return {
    onRcptTo: (_address, session, callback) => {
      const { fault } = state;
      if (fault?.kind === 'drop-before-data') return dropSession(session.id);
      callback(fault?.kind === 'refuse-recipient' ? refusal(fault.code, fault.text) : null);
    },
    onData: (stream, session, callback) => {
      const { fault } = state;
      void Array.fromAsync(stream).then(async (chunks) => {
        if (fault?.kind === 'refuse-message') return callback(refusal(fault.code, fault.text));
        const raw = Buffer.concat(chunks).toString('latin1');
        const { mailFrom, rcptTo } = session.envelope;
        inbox.push({
          envelopeFrom: mailFrom === false ? '' : mailFrom.address,
          envelopeTo: rcptTo.map(({ address }) => address),
          raw,
          parsed: await PostalMime.parse(Buffer.from(raw, 'latin1')),
        });
        return fault?.kind === 'drop-after-data' ? dropSession(session.id) : callback(null);
      });
    },
  };
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function drop(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) if (connection.session.id === sessionId) connection.close();
}
