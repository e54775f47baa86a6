import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriesSecret } from '../../../core/commands/secret-in-text.ts';

// Put together here, so that no scanner takes the samples for keys that leaked.
const joined = (...parts: readonly string[]) => parts.join('');

describe('text that carries a secret', () => {
  test.each([
    [joined('-----BEGIN PRIVATE', ' KEY-----\nMIIEvQIBADANBg')],
    [joined('-----BEGIN RSA PRIVATE', ' KEY-----')],
    [joined('{"type": "service_account", "private', '_key": "-----BEG')],
    [joined('{“private', '_key”: “x”}')],
    [joined('AKIA', 'IOSFODNN7EXAMPLE')],
    [joined('wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY')],
    [joined('setup microsoft abc8Q~', 'dEfGhIjKlMnOpQrStUvWxYz0123456789ab')],
    [joined('secret:abc8Q~', 'dEfGhIjKlMnOpQrStUvWxYz0123456789ab')],
    [joined('usk_', '0123456789abcdef_abcdefghijklmnopqrstuvwxyz-abcdef')],
    [joined('xoxb-', '123456789012-abcdefghijkl')],
    [joined('the bot token is xapp-', '1-A012345-6789')],
    [joined('ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789')],
    ['password: hunter2'],
    ['Password=correcthorse'],
    ['client_secret: "s3cr3ts3cr3t"'],
    ['{"client_secret":"GOCSPX-abcdefghijkl"}'],
    [joined('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3')],
  ])('%j is recognised', (text) => {
    expect(carriesSecret(text)).toBe(true);
    expect(carriesSecret(`/seat setup ${text} please`)).toBe(true);
  });

  test.each([
    ['0190b2c4-7d5e-7abc-8def-0123456789ab'],
    ['approve 0190B2C4-7D5E-7ABC-8DEF-0123456789AB'],
    ['invite Maximiliane.Sophie.von-der-Wolfenstein3@Subdomain.Company.example'],
    ['invite Maximiliane.Sophie.Charlotte.von.der.Wolfenstein-Hohenlohe.2@x.example'],
    ['invite ada@acme.example Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren'],
    ['see https://Wiki.acme.example/Display/Purchasing/How-To-Buy-Seats-2026#Section7'],
    ['<https://Wiki.acme.example/Display/Purchasing/HowToBuySeats2026|the wiki>'],
    ['/seat invite ada@company.example Ada Lovelace privacy:share-subjects'],
    ['reject 12 the token budget is spent until Q3'],
    ['token=3f9c1a0b7d3f9c1a0b7d3f9c1a0b7d3f9c1a0b7d expiry=never'],
    ['👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀 Aa1'],
  ])('%j is not taken for one', (text) => {
    expect(carriesSecret(text)).toBe(false);
  });

  test('a random key is recognised wherever it stands', () => {
    const key = fc
      .stringMatching(/^[A-Za-z0-9+/_-]{40,60}$/u)
      .filter((run) => /[A-Z]/u.test(run) && /[a-z]/u.test(run) && /\d/u.test(run));

    fc.assert(
      fc.property(key, fc.constantFrom('', ' ', ':', '"', '“', '('), (run, before) => {
        expect(carriesSecret(`here${before === '' ? ' ' : before}${run} and more`)).toBe(true);
      }),
    );
  });
});
