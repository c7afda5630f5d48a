import type { Announcement } from '../../shared/contracts/announcement.ts';
import type {
  Announcer,
  DiagnosisRequest,
  DiagnosisRequests,
  RestartRequest,
  RestartRequests,
} from '../../shared/ports/outbound.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeAnnouncer extends Announcer {
  readonly announcements: Announcement[];
  readonly failures: Failures;
}

export const createFakeAnnouncer = (): FakeAnnouncer => {
  const announcements: Announcement[] = [];
  const failures = createFailures();
  return {
    announcements,
    failures,
    announce: async (announcement) => {
      failures.throwIfDue();
      announcements.push(announcement);
    },
  };
};

export interface FakeRestartRequests extends RestartRequests {
  /** Requests that the queue has taken: a repetition of a deduplication id is swallowed. */
  readonly requests: RestartRequest[];
  readonly failures: Failures;
}

export const createFakeRestartRequests = (): FakeRestartRequests => {
  const requests: RestartRequest[] = [];
  const failures = createFailures();
  return {
    requests,
    failures,
    request: async (request) => {
      failures.throwIfDue();
      const repeated = requests.some(({ deduplicationId }) => deduplicationId === request.deduplicationId);
      if (!repeated) requests.push(request);
    },
  };
};

export interface FakeDiagnosisRequests extends DiagnosisRequests {
  readonly requests: DiagnosisRequest[];
  readonly failures: Failures;
}

export const createFakeDiagnosisRequests = (): FakeDiagnosisRequests => {
  const requests: DiagnosisRequest[] = [];
  const failures = createFailures();
  return {
    requests,
    failures,
    request: async (request) => {
      failures.throwIfDue();
      requests.push(request);
    },
  };
};
