/** Replaces the global `Date` by one that reads the given time. */
export function installVirtualDate(now: () => number): void {
  const RealDate = Date;
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true });
  globalThis.Date = VirtualDate;
}
