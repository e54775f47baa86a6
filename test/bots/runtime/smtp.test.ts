import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../bots/runtime/config.ts';
import { smtpSender, smtpServer } from '../../../bots/runtime/smtp.ts';

describe('the mail server of the settings', () => {
  test('is absent where none is set', () => {
    expect(smtpServer(readConfig({}))).toBeUndefined();
  });

  test('must upgrade before it gets a password in clear', () => {
    expect(smtpServer(readConfig({ SMTP_URL: 'smtp://ada:p%40ss@mail.example' }))).toMatchObject({
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTls: true,
      credentials: { user: 'ada', password: 'p@ss' },
    });
  });

  test('is encrypted from the first byte with smtps', () => {
    expect(smtpServer(readConfig({ SMTP_URL: 'smtps://mail.example' }))).toMatchObject({
      port: 465,
      secure: true,
      credentials: undefined,
    });
  });

  test('sends as a name with its address, or as an address alone', () => {
    expect(smtpSender(readConfig({ SMTP_FROM: 'Usher at Acme <usher@acme.example>' }))).toEqual({
      name: 'Usher at Acme',
      address: 'usher@acme.example',
    });
    expect(smtpSender(readConfig({ SMTP_FROM: 'usher@acme.example' }))).toEqual({
      name: 'Usher',
      address: 'usher@acme.example',
    });
  });
});
