import type { MailServer } from '../stand-ins/mail/mail-server.ts';

const LOOK_MS = 500;

/** Names each mail that goes out: people who are in no chat are told by e-mail, and nobody here has their mailbox open. */
export function startMailLines({ inbox }: MailServer, write: (text: string) => void): Disposable {
  let seen = 0;
  const look = (): void => {
    for (const { envelopeTo, parsed } of inbox.slice(seen))
      write(`\nMail to ${envelopeTo.join(', ')}: ${parsed.subject ?? '(no subject)'}\n`);
    seen = inbox.length;
  };
  const timer = setInterval(look, LOOK_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
