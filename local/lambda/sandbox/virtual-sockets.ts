import { Socket } from 'node:net';
import type { TimerQueue, VirtualTimer } from './timer-queue.ts';

/** What is replaced: Node calls `_unrefTimer` on every read and write of a socket. */
interface SocketTimeouts {
  setTimeout(this: Socket, timeoutMs: number, callback?: () => void): Socket;
  _unrefTimer(this: Socket): void;
}

/** Makes the idle time-outs of sockets, and of HTTP requests on them, run in virtual time. */
export function installVirtualSocketTimeouts(queue: TimerQueue): void {
  const timers = new WeakMap<Socket, VirtualTimer>();
  const prototype = Socket.prototype as unknown as SocketTimeouts;
  prototype.setTimeout = function setTimeout(timeoutMs, callback) {
    (this as unknown as { timeout: number }).timeout = timeoutMs;
    timers.get(this)?.close();
    timers.delete(this);
    if (timeoutMs > 0 && !this.destroyed) {
      const timer = queue.create(timeoutMs, false, () => this.emit('timeout'));
      timers.set(this, timer);
      this.once('close', () => timer.close());
      if (callback) this.once('timeout', callback);
    } else if (callback) this.removeListener('timeout', callback);
    return this;
  };
  prototype._unrefTimer = function refresh() {
    timers.get(this)?.refresh();
  };
}
