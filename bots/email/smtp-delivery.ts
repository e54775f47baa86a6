import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import { ok, type Result } from '../../core/result.ts';
import { sendFailureOf, type SmtpPhase } from './send-failure.ts';

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise the connection is upgraded when the server offers it. */
  readonly secure: boolean;
  /** Refuse to send when the connection cannot be encrypted. */
  readonly requireTls: boolean;
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
  readonly timeoutMs: number;
};

export type Envelope = { readonly from: string; readonly to: string };

/** One connection, one message, no second try. */
export async function deliver(
  server: SmtpServer,
  envelope: Envelope,
  message: Buffer,
): Promise<Result<void, SendFailure>> {
  const connection = connectionTo(server);
  let phase: SmtpPhase = 'connecting';
  try {
    await opened(connection, server);
    phase = 'envelope';
    const body = Readable.from(
      withNotice(message, () => (phase = 'data')),
      { objectMode: false },
    );
    await transferred(connection, envelope, body);
    connection.quit();
    return ok(undefined);
  } catch (error) {
    connection.close();
    return sendFailureOf(error, phase);
  }
}

// The client starts to read the body when the server has answered DATA, and not before.
function* withNotice(message: Buffer, started: () => void): Generator<Buffer> {
  started();
  yield message;
}

function connectionTo({ host, port, secure, requireTls, timeoutMs }: SmtpServer): SMTPConnection {
  return new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: requireTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}

function opened(connection: SMTPConnection, { credentials }: SmtpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => (error ? reject(error) : resolve());
    // Stays for the life of the connection: an error event without a listener would end the process.
    connection.on('error', settle);
    connection.connect((error) => {
      if (error !== undefined || credentials === undefined) settle(error);
      else connection.login({ user: credentials.user, pass: credentials.password }, settle);
    });
  });
}

function transferred(connection: SMTPConnection, envelope: Envelope, body: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send({ from: envelope.from, to: [envelope.to] }, body, (error) => (error ? reject(error) : resolve()));
  });
}
