import { plainText, titleText } from '../../core/views/plain-text.ts';
import { plainInlines } from '../../core/views/plain-inline.ts';
import { cutText } from '../../core/views/untrusted-text.ts';
import type { Inline, SealedView } from '../../core/views/view.ts';
import { mailHtml } from './mail-html.ts';

const LONGEST_SUBJECT = 200;

export type MailBody = { readonly subject: string; readonly text: string; readonly html: string };

/** `whereToAct` ends the sentence about what could be done: "open Usher in your company's chat". */
export type MailBodyOptions = { readonly timeZone: string; readonly whereToAct: string };

/** A mail cannot press a button safely, since previews open every link: it says where to press instead. */
export function mailBody(view: SealedView, { timeZone, whereToAct }: MailBodyOptions): MailBody {
  const lines = actionLines(view, whereToAct);
  const text = [
    plainText(view, { timeZone, actions: 'omitted' }),
    ...lines.map((line) => plainInlines(line, timeZone)),
  ].join('\n\n');
  return {
    subject: cutText(titleText(view), LONGEST_SUBJECT),
    text: `${text}\n`,
    html: mailHtml(view, lines, timeZone),
  };
}

function actionLines({ actions }: SealedView, whereToAct: string): Inline[][] {
  const pressed = actions.flatMap((action) => (action.kind === 'run' ? [action.label] : []));
  const opened = actions.flatMap((action) =>
    action.kind === 'open' ? [[{ link: action.label, href: action.href }]] : [],
  );
  const sentence = pressed.flatMap((label, index): Inline[] => [index === 0 ? 'You can choose: ' : ', ', label]);
  return pressed.length === 0 ? opened : [[...sentence, `. To choose, ${whereToAct}.`], ...opened];
}
