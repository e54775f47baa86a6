import type { SealedReply } from '../../core/commands/reply.ts';
import type { Office } from './office.ts';

/** The JSON of a receipt, as somebody puts it together from the messages of a chat. */
export async function receiptDocument(office: Office, number = 1): Promise<string> {
  let reply: SealedReply = await office.types('ada', `receipt ${number} json`);
  let json = '';
  while (true) {
    if (reply.kind !== 'private') throw new Error(`There is no receipt but ${reply.kind}`);
    const { view } = reply;
    for (const block of view.blocks) {
      if (block.kind !== 'text') continue;
      for (const inline of block.text) if (typeof inline === 'object' && 'code' in inline) json += inline.code;
    }
    if (view.actions.length === 0) return json;
    reply = await office.presses('ada', view, 'Next part');
  }
}
