import {
  termRefusedField,
  termRefusedSentence,
  termRefusedView,
  type TermRefused,
} from '../seats/terms/term-refused.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

/** On the field of the form it came from, or as a message. */
export function termRefusal(refused: TermRefused, isForm: boolean): Reply {
  return isForm
    ? { kind: 'fields', errors: { [termRefusedField(refused)]: termRefusedSentence(refused) } }
    : privately(termRefusedView(refused));
}
