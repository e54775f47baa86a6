import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

export type RawHeaders = Readonly<Record<string, string | readonly string[]>>;

/** `fetch` joins repeated headers before they are sent; this does not. */
export async function rawPost(url: string, headers: RawHeaders, body: string): Promise<number> {
  const repeated = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()]));
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...Object.fromEntries(repeated) },
  });
  // The server may answer and close while we still write.
  outgoing.on('error', () => undefined);
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}
