import { Socket } from 'node:net';

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Sends requests to known origins to their stand-ins, and refuses every connection that would leave this machine. */
export function installOutboundRules(rewriteOrigins: Readonly<Record<string, string>>): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = new URL(request?.url ?? String(input));
    const standIn = rewriteOrigins[url.origin];
    if (standIn === undefined) {
      return loopbackHosts.has(url.hostname)
        ? realFetch(input, init)
        : Promise.reject(new TypeError('fetch failed', { cause: refusal(url.host) }));
    }
    const target = new URL(`${url.pathname}${url.search}`, standIn);
    const rewritten = request ? new Request(target, request) : target;
    const headers = new Headers(init?.headers ?? request?.headers);
    headers.set('x-forwarded-host', url.host);
    return realFetch(rewritten, { ...init, headers });
  };

  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]) {
    const host = hostOf(args);
    if (host === undefined || loopbackHosts.has(host)) return connect.apply(this, args);
    process.nextTick(() => this.destroy(refusal(host)));
    return this;
  } as Socket['connect'];
}

function refusal(host: string): Error {
  return new Error(`The local account lets no request out: ${host} has no stand-in here`);
}

interface ConnectOptions {
  readonly host?: string;
  readonly path?: string;
}

/** The host of any form in which `connect` takes its arguments; undefined for a local socket or the default host. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as ConnectOptions;
    return path ? undefined : host;
  }
  return typeof second === 'string' ? second : undefined;
}
