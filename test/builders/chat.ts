import type { Delivery, DeliveryBase } from '../../core/commands/delivery.ts';
import type { Inbound } from '../../core/commands/inbound.ts';
import type { StoredAction } from '../../core/commands/stored-action.ts';
import type { ChatAddress } from '../../core/outbox/chat-gateway.ts';
import type { Notice, NoticeBase } from '../../core/outbox/notice.ts';
import type { SealedView } from '../../core/views/view.ts';
import { ACME, ids, NOW } from './ids.ts';
import { aPlatformUser } from './people.ts';

/** "help", typed in private, in a delivery of its own. */
export function anInbound(inbound: Partial<Inbound> = {}): Inbound {
  const from = inbound.from ?? aPlatformUser();
  const { surface, workspace } = from;
  return {
    deliveryKey: `D-${ids.next('delivery')}`,
    from,
    at: { surface, workspace, address: 'private', isPrivate: true },
    ask: { kind: 'typed', text: 'help' },
    canOpenForm: false,
    ...inbound,
  };
}

export function anOpenDelivery(delivery: Partial<DeliveryBase> = {}): Extract<Delivery, { state: 'open' }> {
  return {
    id: ids.next('delivery'),
    accountId: ACME,
    inbound: anInbound(),
    receivedAt: NOW,
    attempts: 0,
    ...delivery,
    state: 'open',
  };
}

export function anAction(action: Partial<StoredAction> = {}): StoredAction {
  return {
    id: ids.next('action'),
    accountId: ACME,
    call: { command: 'approve', args: { request: 1 } },
    expiresAt: NOW.add({ hours: 24 }),
    ...action,
  };
}

export function aSealedView(view: Partial<SealedView> = {}): SealedView {
  return { title: 'The seat is ready', tone: 'good', blocks: [], actions: [], ...view };
}

export function aChatAddress(): Extract<ChatAddress, { kind: 'user' }> {
  const { surface, workspace, user } = aPlatformUser();
  return { surface, workspace, kind: 'user', user };
}

export function aPendingNotice(notice: Partial<NoticeBase> = {}): Extract<Notice, { state: 'pending' }> {
  const id = ids.next('notice');
  return {
    id,
    accountId: ACME,
    key: `told:${id}`,
    subject: `request:${id}`,
    recipient: { kind: 'address', address: aChatAddress() },
    view: aSealedView(),
    wanted: 1,
    attempts: 0,
    ...notice,
    state: 'pending',
    notBefore: NOW,
  };
}
