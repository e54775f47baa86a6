import type { SealedReply } from '../../core/commands/reply.ts';
import { carriesSecret } from '../../core/commands/secret-in-text.ts';
import { unreachable } from '../../core/result.ts';
import { plainText } from '../../core/views/plain-text.ts';
import { shortenText, untrustedText } from '../../core/views/untrusted-text.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { SealedView } from '../../core/views/view.ts';
import { renderForm } from './form.ts';
import type { Delivery } from './inbound.ts';
import { cardResponse, textResponse } from './invoke-response.ts';
import type { InvokeResponse } from './invoke-response.ts';
import { LIMITS } from './limits.ts';
import type { Alert } from './alert.ts';
import { checkedCard } from './outgoing.ts';
import { renderView } from './render.ts';
import type { CardMessage } from './render.ts';

/** The answer as a message, for somebody who typed or whose client fell back to Action.Submit. */
export function answerMessage(reply: SealedReply, delivery: Delivery): CardMessage {
  switch (reply.kind) {
    case 'private':
    case 'conversation':
    case 'deferred':
      return renderView(reply.view);
    case 'form':
      return renderForm(reply.form);
    case 'fields':
      return formAgain(reply.errors, delivery);
    default:
      return unreachable(reply);
  }
}

/**
 * The answer to a press. A card in the response takes the place of the pressed card for the person who pressed; so a
 * refusal is words, and only what the same person goes on with is a card: a form, or a next step with buttons.
 */
export function answerResponse(reply: SealedReply, delivery: Delivery, alert: Alert): InvokeResponse {
  const isNextStep =
    reply.kind === 'form' ||
    (reply.kind === 'fields' && delivery.form !== undefined) ||
    ('view' in reply && reply.kind !== 'conversation' && isContinued(reply.view, delivery));
  const message = answerMessage(reply, delivery);
  const card = isNextStep ? checkedCard(message, alert) : undefined;
  return card === undefined ? textResponse(wordsOf(reply, message)) : cardResponse(card);
}

function isContinued({ tone, actions }: SealedView, { inbound }: Delivery): boolean {
  if (tone === 'bad') return false;
  return actions.length > 0 || inbound.ask.kind === 'submit';
}

function wordsOf(reply: SealedReply, { text }: CardMessage): string {
  if (!('view' in reply)) return text;
  return plainText(reply.view, { timeZone: 'UTC', actions: 'omitted' });
}

/** The form with what was entered and what was wrong; without the form, the errors alone. */
function formAgain(errors: Readonly<Record<string, string>>, { form, inbound }: Delivery): CardMessage {
  const answers = inbound.ask.kind === 'typed' ? {} : withoutSecrets(inbound.ask.answers);
  const problems = Object.entries(errors).map(([name, error]) => {
    const label = form?.inputs.find((input) => input.name === name)?.label ?? name;
    return shortenText(untrustedText(`${label}: ${error}`), LIMITS.errorText);
  });
  const view: SealedView = {
    title: 'Some fields need another look',
    tone: 'attention',
    blocks: [{ kind: 'list', items: problems.map((problem) => [problem]), total: problems.length }],
    actions: [],
  };
  const words = renderView(view);
  return form === undefined ? words : { ...renderForm(form, { answers, errors }), text: words.text };
}

/** A key that somebody pasted into a field is not written into the conversation once more. */
function withoutSecrets(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => typeof answer !== 'string' || !carriesSecret(answer)),
  );
}
