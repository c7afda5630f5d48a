import type { Announcement } from '../contracts/announcement.ts';

/** Tells people: one publication reaches every subscriber. */
export interface Announcer {
  announce(announcement: Announcement): Promise<void>;
}

/** Asks the one function that may restart a tunnel to look at it. It trusts nothing in the request but where to look. */
export interface RestartRequest {
  readonly region: string;
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly incidentId: string;
  /** The same request within five minutes is one request. */
  readonly deduplicationId: string;
}

export interface RestartRequests {
  request(request: RestartRequest): Promise<void>;
}

/** Asks the one function that reads logs to find out why a connection is down. Repeating it costs nothing. */
export interface DiagnosisRequest {
  readonly region: string;
  readonly connectionId: string;
  readonly incidentId: string;
}

export interface DiagnosisRequests {
  request(request: DiagnosisRequest): Promise<void>;
}

/** Somebody outside AWS who notices when we fall silent. */
export interface Heartbeat {
  /** Never throws: whoever is not reached will say so. */
  beat(): Promise<void>;
}
