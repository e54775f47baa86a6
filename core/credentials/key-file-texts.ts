import { unreachable } from '../result.ts';
import type { KeyFileRefused } from './read-key-file.ts';
import type { SecretFileRefused } from './secret-files.ts';

/** Why a file was not taken, without a word of what is in it. */
export function keyFileRefusedText(refused: KeyFileRefused | SecretFileRefused): string {
  switch (refused.kind) {
    case 'no-such-file':
      return 'There is no file at this path on the machine that runs Usher.';
    case 'not-readable':
      return 'The file may not be read by the user that runs Usher, or it is no plain file.';
    case 'too-large':
      return 'The file is too large for a key file.';
    case 'not-json':
      return 'The file is not JSON.';
    case 'wrong-content':
      return refused.fields.length === 0
        ? 'The file does not hold an object with the fields of such a key.'
        : `These fields are missing or not as expected: ${refused.fields.join(', ')}.`;
    case 'no-private-key':
      return 'The private key in it cannot be decoded. It may have lost its line breaks.';
    default:
      return unreachable(refused);
  }
}
