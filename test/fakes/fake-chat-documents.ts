import type {
  ChatDocuments,
  DocumentOffer,
  DocumentWay,
  Handed,
  Whether,
} from '../../core/documents/chat-documents.ts';
import type { ChatAddress, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../core/result.ts';
import { createScript } from './scripted-failures.ts';

type Shown = { readonly to: string; readonly name: string; readonly title: string; readonly text: string };

/** A failure that is ambiguous may have been a success all the same. */
type Failure = SendFailure & { readonly arrives?: boolean };

/** A chat that gives files the one way or the other, and what people see of it. */
export function createFakeChatDocuments(kind: DocumentWay) {
  const shown: Shown[] = [];
  const offers: (DocumentOffer & { readonly to: string })[] = [];
  const laid: string[] = [];
  const places = new Set<string>();
  const scripts = { layDown: createScript<Failure>(), offer: createScript<Failure>(), hand: createScript<Failure>() };
  let whether: Whether | undefined;
  let handed: Handed = { seen: true };

  const hand: ChatDocuments['hand'] = async (to, place, { name, title, bytes }) => {
    const failure = scripts.hand.next();
    if (failure === undefined || failure.arrives === true) {
      shown.push({ to: userOf(to), name, title, text: new TextDecoder().decode(bytes) });
      places.add(place);
    }
    return failure === undefined ? ok(handed) : err(failure);
  };
  const find: ChatDocuments['find'] = async (_to, place) => ok(whether ?? (places.has(place) ? 'there' : 'absent'));
  const chat: ChatDocuments =
    kind === 'posted'
      ? {
          kind,
          hand,
          find,
          layDown: async (to, { name }) => {
            const failure = scripts.layDown.next();
            if (failure !== undefined) return err(failure);
            laid.push(`${userOf(to)} ${name}`);
            return ok(`place-${laid.length}`);
          },
        }
      : {
          kind,
          hand,
          find,
          offer: async (to, offer) => {
            const failure = scripts.offer.next();
            if (failure === undefined || failure.arrives === true) offers.push({ ...offer, to: userOf(to) });
            return failure === undefined ? ok(undefined) : err(failure);
          },
        };
  return {
    chat,
    /** The files that people have, in the order in which they came. */
    shown,
    offers,
    laid,
    failNext: (call: keyof typeof scripts, failure: Failure, times?: number) => scripts[call].add(failure, times),
    /** From now on this is what the chat says when it is asked. */
    says: (answer: Whether) => {
      whether = answer;
    },
    /** Files are stored, and messages about them are not taken. */
    losesMessages: (href: string) => {
      handed = { seen: false, href };
    },
  };
}

function userOf(to: ChatAddress): string {
  if (to.kind !== 'user') throw new Error('A file went to a channel');
  return to.user;
}
