import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import { fittingMessage } from '../../shared/aws/sns/fit.ts';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import type {
  Announcer,
  DiagnosisRequest,
  DiagnosisRequests,
  RestartRequest,
  RestartRequests,
} from '../../shared/ports/outbound.ts';
import type { Caller } from '../platform/service.ts';

/** `publish` is given the announcement, and the text that subscribers get by their protocols. */
export const createAnnouncer = (
  publish: (announcement: Announcement, message: string, heard: boolean) => void,
  call: Caller,
): Announcer => ({
  announce: async (announcement) => {
    const message = fittingMessage(announcement);
    await awsCall(
      'Publish',
      call('sns', 'Publish', (heard) => publish(announcement, message, heard)),
    );
  },
});

export const createRestartRequests = (
  send: (request: RestartRequest) => void,
  call: Caller,
): RestartRequests => ({
  request: (request) =>
    awsCall(
      'SendMessage',
      call('sqs', 'SendMessage', () => send(request)),
    ),
});

export const createDiagnosisRequests = (
  send: (request: DiagnosisRequest) => void,
  call: Caller,
): DiagnosisRequests => ({
  request: (request) =>
    awsCall(
      'SendMessage',
      call('sqs', 'SendMessage', () => send(request)),
    ),
});
