import fc from 'fast-check';
import { expect, it } from 'vitest';
import { announcementOfIncident } from '../../../shared/domain/message/incident-announcement.ts';
import { announcementOfNotice } from '../../../shared/domain/message/notice-announcement.ts';
import { plainText } from '../../../shared/domain/message/plain-text.ts';
import {
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  gateway,
  lastIncident,
  secondIp,
  see,
  up,
} from '../builders.ts';
import { noticeOf, otherEvent, well } from '../notices/cases.ts';
import { languages } from './languages.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('<!channel>', '__proto__', 'constructor', '\u202e', '\ud800', '%s {{y}}', ''),
);

const context = {
  accountId: '111122223333',
  runbookUrl: 'https://runbook.example',
  now: at(5),
};

it.each(languages)(
  'in %s any text in names, tags and answers of AWS makes a message of an incident',
  (_language, words) => {
    const incident = lastIncident(follow(everyMinute(0, 5, see([up(firstIp), down(secondIp)]))));
    fc.assert(
      fc.property(hostile, hostile, fc.dictionary(hostile, hostile), (name, text, tags) => {
        const subject = {
          ...incident,
          tunnels: incident.tunnels.map((tunnel) => ({ ...tunnel, statusMessage: text })),
          causes: [{ name: 'endpoint-replaced' as const, at: at(3), evidence: text }],
          course: [
            { seq: 1, at: at(0), kind: 'withheld' as const, severity: 'info' as const, detail: text },
            { seq: 2, at: at(0), kind: 'cause-found' as const, severity: 'info' as const, detail: text },
            { seq: 3, at: at(0), kind: 'closed' as const, severity: 'info' as const, detail: text },
          ],
        };
        const { message, thread } = announcementOfIncident(subject, {
          ...context,
          words,
          connection: connection({ name, tags }),
          customerGateway: { ...gateway, name: text, deviceName: name, asn: text },
        });
        expect(message.headline).toContain(incident.connectionId);
        expect(message.headline).toContain(
          words.incident.standing.degraded.consequence({ since: '', duration: '' }),
        );
        expect(message.subject ?? message.headline).toContain(incident.connectionId);
        expect(plainText(message, thread)).not.toContain('undefined');
      }),
    );
  },
);

it.each(languages)(
  'in %s any text in an event of AWS Health makes a message of a notice',
  (_language, words) => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.maxSafeInteger(),
        (code, category, description, startedAt) => {
          const event = otherEvent({ code, category, description, startedAt: Math.abs(startedAt) });
          const { message } = announcementOfNotice(
            noticeOf({ event, looked: [{ ...well(), connection: connection({ name: description }) }] }),
            { ...context, words },
          );
          expect(message.headline).toContain(connection().connectionId);
          expect(plainText(message, []).length).toBeGreaterThan(0);
        },
      ),
    );
  },
);
