import { mailBody, type MailBody } from '../../../bots/email/mail-body.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { UNSAFE_HREFS } from '../../fixtures/hostile-views.ts';
import { rendererContract, type Renderer } from '../../contracts/renderer-contract.ts';

type Rendered = { readonly view: SealedView; readonly body: MailBody };

const UNSAFE: readonly string[] = UNSAFE_HREFS;
const TAG =
  /^<(\/?(h1|p|ul|li|table|tr|strong|code|a)|(t[dh]) align="left"|\/t[dh]|a href="(https?:|mailto:)[^"<>]*")>$/;
const options = { timeZone: 'UTC', whereToAct: "open Usher in your company's chat" };

const mail = {
  render: (view: SealedView) => ({ view, body: mailBody(view, options) }),
  fallbackOf: ({ body }: Rendered) => body.subject,
  validate: ({ body }: Rendered) => [
    ...(/[\p{Cc}\u2028\u2029]/u.test(body.subject) ? ['The subject holds a control character'] : []),
    ...(body.subject.length > 200 ? ['The subject is too long'] : []),
    ...tagsOf(body).filter((tag) => !TAG.test(tag)),
  ],
  actionsOf: () => [],
  // Only the fixture's own link may stand in the HTML, and only our own tags.
  isInert: ({ body }: Rendered, hostile: string) =>
    !body.text.includes('\nBcc') &&
    !tagsOf(body).some((tag) => tag.includes('evil.example')) &&
    !(UNSAFE.includes(hostile) && (body.html + body.text).includes(hostile)),
} satisfies Partial<Renderer<Rendered>>;

rendererContract<Rendered>({ ...mail, name: 'mail text', textOf: ({ body }) => body.text });
rendererContract<Rendered>({ ...mail, name: 'mail HTML', textOf: ({ body }) => readable(body.html) });

function tagsOf({ html }: MailBody): readonly string[] {
  return html.match(/<[^>]*>?/g) ?? [];
}

function readable(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, (tag) => (/^<\/?(strong|code|a)\b/.test(tag) ? '' : ' '))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
