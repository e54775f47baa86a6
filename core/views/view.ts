import type { Id } from '../ids.ts';
import type { Money } from '../billing/money.ts';
import type { Call } from '../commands/call.ts';

/** Colour is never the only carrier of a tone: every renderer says it in words or structure too. */
export type Tone = 'neutral' | 'good' | 'attention' | 'bad';

/**
 * A message as plain data. `Does` is what a button does: a `Call` while a view is being written, the id of a stored
 * action once it has been sealed for sending (a platform never sees a Call).
 */
export type View<Does = Call> = {
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action<Does>[];
};

export type SealedView = View<Id<'action'>>;

export type Block =
  | { readonly kind: 'text'; readonly text: readonly Inline[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[]; readonly total: number }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Inline[])[];
      readonly total: number;
    }
  | { readonly kind: 'progress'; readonly label: string; readonly done: number; readonly of: number | undefined }
  | { readonly kind: 'note'; readonly text: readonly Inline[] }
  /** A drawing of what stands in words beside it, so that nothing is lost where no picture is shown. */
  | { readonly kind: 'picture'; readonly href: string; readonly alt: string };

export type Fact = { readonly label: string; readonly value: readonly Inline[] };

/** Values stay values until a renderer writes them the way its platform does. A bare string is untrusted text. */
export type Inline =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly link: string; readonly href: string }
  | { readonly member: Id<'member'>; readonly name: string }
  | { readonly money: Money }
  | { readonly moment: Temporal.Instant }
  | { readonly date: Temporal.PlainDate };

export type Weight = 'primary' | 'danger' | 'plain';

export type Action<Does = Call> =
  | { readonly kind: 'run'; readonly label: string; readonly weight: Weight; readonly does: Does }
  | { readonly kind: 'open'; readonly label: string; readonly href: string };

/** What a person fills in; the answers are merged into the arguments of the call behind `submit`. */
export type Form<Does = Call> = {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly inputs: readonly Input[];
  readonly submit: { readonly label: string; readonly does: Does };
};

export type SealedForm = Form<Id<'action'>>;

export type Input = { readonly name: string; readonly label: string; readonly required: boolean } & (
  | {
      readonly kind: 'text';
      readonly hint?: string;
      readonly initial?: string;
      readonly maxLength: number;
      readonly multiline: boolean;
    }
  | { readonly kind: 'choice'; readonly initial?: string; readonly options: readonly Option[] }
  | { readonly kind: 'check'; readonly sentence: string }
  /** One file; the answer is how the surface names it. `hint` says what to do where a form takes none. */
  | { readonly kind: 'file'; readonly formats: readonly string[]; readonly hint: string }
);

export type Option = { readonly value: string; readonly label: string; readonly description?: string };
