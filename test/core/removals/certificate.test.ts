import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateHash, certificateText } from '../../../core/removals/certificate.ts';
import { certificateOf } from '../../../core/removals/certificate-of.ts';
import { NOW } from '../../builders/ids.ts';
import { aRemoval, removalIn } from '../../builders/removals.ts';

const executing = removalIn(aRemoval()).executing;
if (executing.state !== 'executing') throw new Error('The builder is wrong');
const certificate = certificateOf(executing, NOW);

test('a certificate names nobody', () => {
  const text = certificateText(certificate);

  expect(text).toContain(executing.memberId);
  for (const personal of [executing.person?.fullName, ...(executing.person?.addresses ?? []), executing.reason])
    expect(text).not.toContain(personal);
});

test('the hash of a certificate is the SHA-256 of its text, and changes with a single count', () => {
  const [step] = certificate.steps;
  const altered = { ...certificate, steps: [{ step: 'mail', at: NOW, counts: { messages: 11 } }] };

  expect(step?.counts).toEqual({ messages: 12 });
  expect(certificateHash(certificate)).toBe(createHash('sha256').update(certificateText(certificate)).digest('hex'));
  expect(certificateHash(altered)).not.toBe(certificateHash(certificate));
});
