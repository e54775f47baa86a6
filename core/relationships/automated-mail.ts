import { normalAddress } from './address.ts';
import type { MessageHead } from './message-head.ts';
import { isUnattendedAddress } from './role-address.ts';

export type AutomatedReason =
  | 'auto-submitted'
  | 'auto-reply'
  | 'mailing-list'
  | 'bulk'
  | 'campaign'
  | 'delivery-report'
  | 'unattended-sender'
  | 'out-of-office';

/** Why a machine sent this message, or undefined when a person did. No header is reliable alone, so any one suffices. */
export function automatedBecause(head: MessageHead): AutomatedReason | undefined {
  return RULES.find(([, holds]) => holds(head))?.[0];
}

type Rule = readonly [AutomatedReason, (head: MessageHead) => boolean];

const RULES: readonly Rule[] = [
  // RFC 3834: "no" may be followed by parameters.
  ['auto-submitted', (head) => has(head, 'auto-submitted') && !/^\s*no\b/i.test(head.headers['auto-submitted'] ?? '')],
  ['auto-reply', isAutoReply],
  ['mailing-list', (head) => has(head, 'list-id') || has(head, 'list-post') || has(head, 'list-unsubscribe')],
  ['bulk', (head) => /^\s*(?:bulk|list|junk|auto[-_]reply)\b/i.test(head.headers['precedence'] ?? '')],
  ['campaign', (head) => has(head, 'feedback-id')],
  ['delivery-report', isDeliveryReport],
  ['unattended-sender', (head) => head.from.some(({ address }) => isUnattendedAddress(normalAddress(address) ?? ''))],
  ['out-of-office', (head) => OUT_OF_OFFICE.test(head.subject ?? '')],
];

function has(head: MessageHead, header: string): boolean {
  return head.headers[header] !== undefined;
}

function isAutoReply(head: MessageHead): boolean {
  if (has(head, 'x-autoreply') || has(head, 'x-autorespond') || has(head, 'x-autoresponder')) return true;
  // People who only decline read receipts suppress DR and RN; a machine suppresses the answers of other machines.
  return /\b(?:all|oof|autoreply)\b/i.test(head.headers['x-auto-response-suppress'] ?? '');
}

function isDeliveryReport(head: MessageHead): boolean {
  // RFC 5321: reports carry the null reverse-path.
  const returnPath = head.headers['return-path'];
  if (returnPath !== undefined && /^\s*(?:<\s*>)?\s*$/.test(returnPath)) return true;
  return has(head, 'x-failed-recipients') || /^\s*multipart\/report\b/i.test(head.headers['content-type'] ?? '');
}

const PHRASES = [
  'auto(?:matic)?[ -]?(?:reply|response)',
  'out[ -]of[ -](?:the )?office(?: (?:auto)?[ -]?reply| notification| message)?',
  'automatische (?:antwort|abwesenheitsnotiz)',
  'abwesenheits(?:notiz|nachricht|benachrichtigung)',
  'r[ée]ponse automatique',
  "(?:message|notification) d['’]absence",
  'respuesta autom[áa]tica',
  'fuera de (?:la )?oficina',
  'risposta automatica',
  'fuori ufficio',
  'resposta autom[áa]tica',
  'automatisch antwoord',
  'afwezigheidsbericht',
  'automatiskt svar',
  'autosvar',
  'automaattinen vastaus',
  'automatyczna odpowiedź',
  'автоответ',
  '自动回复',
  '自動回覆',
  '自動返信',
  '자동 회신',
];
/** The phrase must stand alone or before a separator: "Out of office next week?" is written by a person. */
const OUT_OF_OFFICE = new RegExp(`^\\s*(?:${PHRASES.join('|')})\\s*(?:$|[:：\\[(–]|-\\s)`, 'iu');
