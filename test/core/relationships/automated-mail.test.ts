import { describe, expect, test } from 'vitest';
import { automatedBecause } from '../../../core/relationships/automated-mail.ts';
import type { AutomatedReason } from '../../../core/relationships/automated-mail.ts';
import { addresses, letter } from './heads.ts';

describe('mail sent by a machine', () => {
  test.each<[AutomatedReason, Record<string, string>]>([
    ['auto-submitted', { 'auto-submitted': 'auto-generated' }],
    ['auto-submitted', { 'auto-submitted': 'auto-replied; owner-email="a@b.example"' }],
    ['auto-reply', { 'x-autoreply': 'yes' }],
    ['auto-reply', { 'x-autorespond': '' }],
    ['auto-reply', { 'x-auto-response-suppress': 'DR, OOF, AutoReply' }],
    ['auto-reply', { 'x-auto-response-suppress': 'All' }],
    ['mailing-list', { 'list-id': '<ilug.linux.example>' }],
    ['mailing-list', { 'list-post': '<mailto:ilug@linux.example>' }],
    ['mailing-list', { 'list-unsubscribe': '<https://news.example/u>' }],
    ['bulk', { precedence: 'bulk' }],
    ['bulk', { precedence: 'List' }],
    ['bulk', { precedence: 'auto_reply' }],
    ['campaign', { 'feedback-id': '1:2:3:x' }],
    ['delivery-report', { 'return-path': '<>' }],
    ['delivery-report', { 'content-type': 'multipart/report; report-type=delivery-status' }],
    ['delivery-report', { 'x-failed-recipients': 'ada@globex.example' }],
  ])('is known by %s: %j', (because, headers) => {
    expect(automatedBecause(letter({ headers }))).toBe(because);
  });

  test('is known by its sender', () => {
    expect(automatedBecause(letter({ from: addresses('No-Reply@globex.example') }))).toBe('unattended-sender');
  });

  test.each([
    'Automatic reply: Offer',
    'Out of office',
    'Out of Office AutoReply: Offer',
    'Automatische Antwort: Angebot',
    'Réponse automatique : Offre',
    '自動返信: Offer',
    'AUTOREPLY',
  ])('is known by its subject %j', (subject) => {
    expect(automatedBecause(letter({ subject }))).toBe('out-of-office');
  });
});

describe('mail sent by a person', () => {
  test.each([
    {},
    { 'auto-submitted': 'no' },
    { 'auto-submitted': 'No (by hand)' },
    { precedence: 'first-class' },
    { 'return-path': '<ada@globex.example>' },
    { 'content-type': 'multipart/mixed; boundary=report' },
    { 'x-auto-response-suppress': 'DR, RN, NRN' },
  ])('has headers such as %j', (headers) => {
    expect(automatedBecause(letter({ headers }))).toBeUndefined();
  });

  test.each([
    undefined,
    'Re: Automatic reply: Offer',
    'Out of office next week?',
    'Automatic reply handling in your product',
  ])('has subjects such as %j', (subject) => {
    expect(automatedBecause(letter({ subject }))).toBeUndefined();
  });
});
