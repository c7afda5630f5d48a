import type { Explained } from '../explanation.ts';

export const message: Explained = {
  'shared/domain/message/ascii-subject.ts': [
    {
      line: "const { customerGateway, customerGatewayId = '' } = storm;",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'A storm of a region names no gateway.',
    },
  ],
  'shared/domain/message/change-sentence.ts': [
    {
      line: '...incident.causes.flatMap(({ change, at }) => (change ? [{ ...change, at }] : [])),',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A cause without a change yields no text.',
    },
    {
      line: '...incident.course.flatMap(({ change }) => change ?? []),',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'An entry without a change yields no text.',
    },
  ],
  'shared/domain/message/incident-cause.ts': [
    {
      line: 'return cause && cause.outsideIp !== leading.outsideIp ? [cause] : [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is no cause.',
    },
    {
      line: 'const explained = cause ? [cause, ...differing(otherCauses(incident, cause), cause)] : [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is no cause.',
    },
    {
      line: "return causeText(cause ?? { name, at: now, evidence: '' }, words, now).sentence;",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'Only the sentence is used, and none holds the evidence.',
    },
  ],
  'shared/domain/message/subject.ts': [
    {
      line: 'const characters = [...text.slice(0, 2 * codePoints + 2)];',
      text: 'text.slice(0, 2 * codePoints + 2)',
      becomes: 'text',
      why: 'equivalent',
      because: 'It only spares the splitting of a long text.',
    },
  ],
};
