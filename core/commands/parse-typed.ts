import { err, ok, type Result } from '../result.ts';
import type { Call } from './call.ts';
import { nearest } from './nearest.ts';
import type { Signature } from './signature.ts';
import { tokenise, type Word } from './tokenise.ts';

export type TypedRefused =
  | { readonly kind: 'unknown-command'; readonly typed: string; readonly nearest: string | undefined }
  | { readonly kind: 'too-many-words'; readonly signature: Signature; readonly left: string }
  | {
      readonly kind: 'unknown-option';
      readonly signature: Signature;
      readonly option: string;
      readonly options: readonly string[];
    };

const ROOTS = new Set(['/seat', 'seat']);

/** Typed words become the same Call that a button replays; nothing is checked here but the shape of the sentence. */
export function parseTyped(text: string, signatures: readonly Signature[]): Result<Call, TypedRefused> {
  const words = withoutRoot(tokenise(text));
  if (words.length === 0) return ok({ command: 'help', args: {} });

  const typeable = signatures.filter((signature) => signature.reach !== 'step');
  const signature = longestMatch(words, typeable);
  if (signature === undefined) return err(unknownCommand(words, typeable));

  return argumentsOf(signature, words.slice(signature.name.split(' ').length));
}

function withoutRoot(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  return first !== undefined && ROOTS.has(first.text.toLowerCase()) ? rest : words;
}

function longestMatch(words: readonly Word[], signatures: readonly Signature[]): Signature | undefined {
  const sentence = words.map((word) => word.text.toLowerCase());
  return signatures
    .filter((signature) => signature.name.split(' ').every((part, index) => sentence[index] === part))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

function unknownCommand(words: readonly Word[], signatures: readonly Signature[]): TypedRefused {
  const names = signatures.map((signature) => signature.name);
  const two = words
    .slice(0, 2)
    .map((word) => word.text)
    .join(' ');
  const one = words[0]?.text ?? '';
  return { kind: 'unknown-command', typed: one, nearest: nearest(one, names) ?? nearest(two, names) };
}

function argumentsOf(signature: Signature, words: readonly Word[]): Result<Call, TypedRefused> {
  const known = typeableArguments(signature);
  const args: Record<string, string> = {};
  const positional: string[] = [];
  for (const word of words) {
    const isSentence = signature.endsInText === true && positional.length >= signature.typed.length - 1;
    const option = word.quoted || isSentence ? null : /^([a-z-]+):(.*)$/isu.exec(word.text);
    const [, typed = '', value = ''] = option ?? [];
    const name = camelCase(typed);
    if (option === null) positional.push(word.text);
    else if (known.includes(name)) args[name] = value;
    else return err({ kind: 'unknown-option', signature, option: typed, options: known.map(kebabCase) });
  }
  return place(signature, args, positional);
}

/** All that can be typed for a command, in place or as `name:value`. */
export function typeableArguments({ args, carried = [] }: Signature): readonly string[] {
  return Object.keys(args.shape).filter((name) => !carried.includes(name));
}

function place(
  signature: Signature,
  args: Record<string, string>,
  words: readonly string[],
): Result<Call, TypedRefused> {
  const open = signature.typed.filter((name) => args[name] === undefined);
  const placed = { ...args };
  open.forEach((name, index) => {
    const isLast = index === open.length - 1;
    const value = isLast ? words.slice(index).join(' ') : words[index];
    if (value !== undefined && value !== '') placed[name] = value;
  });
  if (open.length === 0 && words.length > 0) return err({ kind: 'too-many-words', signature, left: words.join(' ') });
  return ok({ command: signature.name, args: placed });
}

function camelCase(option: string): string {
  return option.toLowerCase().replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
