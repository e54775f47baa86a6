import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  RECURSION_DESIRED,
  streamDecode,
  streamEncode,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import type { Packet } from 'dns-packet';
import { createZone } from './zone.ts';
import type { Zone } from './zone.ts';

export interface DnsStandIn extends Omit<Zone, 'lookUp'>, AsyncDisposable {
  /** For `Resolver.setServers`, the same port over UDP and TCP. */
  readonly address: string;
  readonly queries: () => readonly { readonly name: string; readonly type: string; readonly over: 'udp' | 'tcp' }[];
  readonly stop: () => Promise<void>;
}

const UDP_LIMIT = 512;
const NXDOMAIN = 3;
const SERVFAIL = 2;

/** Answers TXT questions about one zone; every name it was not told of does not exist. */
export async function startDns(): Promise<DnsStandIn> {
  const zone = createZone();
  const asked: { readonly name: string; readonly type: string; readonly over: 'udp' | 'tcp' }[] = [];
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveTcp(zone, socket, (query) => asked.push({ ...query, over: 'tcp' }));
  });
  const { udp, port } = await listenOnOnePort(tcp);
  udp.on('message', (bytes: Buffer, peer: RemoteInfo) => {
    const answer = answerTo(zone, decode(bytes), (query) => asked.push({ ...query, over: 'udp' }));
    if (answer !== undefined) udp.send(fitting(answer), peer.port, peer.address);
  });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    for (const socket of sockets) socket.destroy();
    udp.close();
    await closed(tcp);
  };
  const { setTxt, setAlias, refuse, forget } = zone;
  return {
    address: `127.0.0.1:${port}`,
    setTxt,
    setAlias,
    refuse,
    forget,
    queries: () => asked,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

type Asked = (query: { readonly name: string; readonly type: string }) => void;

/** A port that is free for TCP may be taken for UDP by somebody else just then: then another one is tried. */
async function listenOnOnePort(tcp: Server): Promise<{ readonly udp: UdpSocket; readonly port: number }> {
  for (;;) {
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const address = tcp.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    const udp = createSocket('udp4');
    try {
      udp.bind(address.port, '127.0.0.1');
      await once(udp, 'listening');
      return { udp, port: address.port };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      udp.close();
      await closed(tcp);
    }
  }
}

function answerTo(zone: Zone, query: Packet, note: Asked): Packet | undefined {
  const [question] = query.questions ?? [];
  if (question === undefined) return undefined;
  const { name, type } = question;
  note({ name, type });
  const { aliases, found } = followed(zone, name);
  if (found.kind === 'timeout') return undefined;
  const flags = AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & RECURSION_DESIRED);
  const reply = { type: 'response', id: query.id, questions: query.questions } as const satisfies Packet;
  if (found.kind !== 'txt')
    return { ...reply, answers: aliases, flags: flags | (found.kind === 'nxdomain' ? NXDOMAIN : SERVFAIL) };
  const owner = aliases.at(-1)?.data ?? name;
  const answers =
    type === 'TXT'
      ? found.values.map((value) => ({ type: 'TXT' as const, name: owner, ttl: 60, data: chunks(value) }))
      : [];
  return { ...reply, flags, answers: [...aliases, ...answers] };
}

const LONGEST_CHAIN = 8;

/** As a recursive server answers: the whole chain of aliases, and what stands at its end. */
function followed(zone: Zone, name: string) {
  const aliases: { readonly type: 'CNAME'; readonly name: string; readonly ttl: number; readonly data: string }[] = [];
  let found = zone.lookUp(name);
  while (found.kind === 'alias' && aliases.length < LONGEST_CHAIN) {
    aliases.push({ type: 'CNAME', name: aliases.at(-1)?.data ?? name, ttl: 60, data: found.of });
    found = zone.lookUp(found.of);
  }
  return { aliases, found };
}

function serveTcp(zone: Zone, socket: Socket, note: Asked): void {
  readFrames(socket, (frame) => {
    const answer = answerTo(zone, streamDecode(frame), note);
    if (answer !== undefined) socket.write(streamEncode(answer));
  });
}

/** What does not fit a datagram is cut off and marked, so that the resolver asks again over TCP. */
function fitting(answer: Packet): Buffer {
  const bytes = encode(answer);
  return bytes.length <= UDP_LIMIT
    ? bytes
    : encode({ ...answer, answers: [], flags: (answer.flags ?? 0) | TRUNCATED_RESPONSE });
}

/** A character-string of a TXT record holds 255 octets at most. */
function chunks(value: string): Buffer[] {
  const bytes = Buffer.from(value, 'utf8');
  const parts: Buffer[] = [];
  for (let start = 0; start < Math.max(1, bytes.length); start += 255) parts.push(bytes.subarray(start, start + 255));
  return parts;
}

function readFrames(socket: Socket, take: (frame: Buffer) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      take(pending.subarray(0, end));
      pending = pending.subarray(end);
    }
  });
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  await done;
}
