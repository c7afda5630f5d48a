import type { BusEvent, Clock, EpochMs, PutEvent } from '../contract.ts';

/** What becomes of some events on their way to the bus. */
export interface EventTrouble {
  readonly source?: string | undefined;
  readonly detailType?: string | undefined;
  readonly forMs: number;
  readonly delayByMs?: number | undefined;
  /** Deliveries of each event in all. */
  readonly copies?: number | undefined;
  /** Held until the time is over, then delivered last first. */
  readonly reversed?: boolean | undefined;
  readonly lost?: boolean | undefined;
}

/** The way from AWS's services to the bus. */
export interface EventRoute {
  readonly put: PutEvent;
  trouble(trouble: EventTrouble): void;
}

interface ActiveTrouble {
  readonly trouble: EventTrouble;
  readonly until: EpochMs;
  readonly heldBack: BusEvent[];
}

export const createEventRoute = ({
  clock,
  putEvent,
}: {
  readonly clock: Clock;
  readonly putEvent: PutEvent;
}): EventRoute => {
  let active: readonly ActiveTrouble[] = [];

  const deliver = (event: BusEvent, { copies = 1, delayByMs = 0 }: EventTrouble): void => {
    const put = (): void => {
      for (let copy = 0; copy < copies; copy += 1) putEvent(event);
    };
    if (delayByMs === 0) put();
    else clock.after(delayByMs, `delayed event ${event.id}`, put);
  };

  return {
    put: (event) => {
      active = active.filter(({ until }) => until > clock.now());
      const found = active.find(({ trouble }) => fits(event, trouble));
      if (!found) putEvent(event);
      else if (found.trouble.reversed) found.heldBack.push(event);
      else if (!found.trouble.lost) deliver(event, found.trouble);
    },
    trouble: (trouble) => {
      const begun: ActiveTrouble = { trouble, until: clock.now() + trouble.forMs, heldBack: [] };
      active = [...active, begun];
      clock.at(begun.until, 'events held back', () => {
        for (const event of begun.heldBack.reverse()) deliver(event, trouble);
      });
    },
  };
};

const fits = (event: BusEvent, { source, detailType }: EventTrouble): boolean =>
  (source === undefined || source === event.source) &&
  (detailType === undefined || detailType === event['detail-type']);
