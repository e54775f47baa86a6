import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one piece of handling carries. `reference` is also what a person is shown when it fails. */
export type RequestContext = { readonly reference: string; readonly accountId: string; readonly what: string };

const storage = new AsyncLocalStorage<RequestContext>();

export function inRequestContext<Value>(context: RequestContext, work: () => Promise<Value>): Promise<Value> {
  return storage.run(context, work);
}

export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}
