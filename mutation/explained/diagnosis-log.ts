import type { Explained } from '../explanation.ts';

export const diagnosisLog: Explained = {
  'shared/domain/diagnosis/log/bgp-faults.ts': [
    {
      line: "({ cause, event }) => event.at >= stoodAt && (cause !== 'bgp-no-tcp' || event.at >= tcpOpenedAt),",
      text: 'event.at >= stoodAt',
      becomes: 'event.at > stoodAt',
      why: 'equivalent',
      because: 'A fall in the moment of its rise keeps a session from standing.',
    },
    {
      line: "meaning === 'recovered' || (event.kind === 'session' && event.status === 'up');",
      text: "event.kind === 'session'",
      becomes: 'true',
      why: 'unreachable-by-type',
      because: 'Only a session is up.',
    },
  ],
  'shared/domain/diagnosis/log/course.ts': [
    {
      line: 'const compareText = (one: string, other: string): number => (one < other ? -1 : 1);',
      text: 'one < other',
      becomes: 'one <= other',
      why: 'equivalent',
      because: 'Lines of one moment and one text are alike.',
    },
  ],
  'shared/domain/diagnosis/log/ike-faults.ts': [
    {
      line: "const state = event.kind === 'activity' ? event[phase] : undefined;",
      text: "event.kind === 'activity'",
      becomes: 'true',
      why: 'unreachable-by-type',
      because: 'Only activity has the states of phases.',
    },
  ],
  'shared/domain/diagnosis/log/ipsec.ts': [
    {
      line: "event.kind === 'activity' && event.phase2 ? [{ at: event.at, state: event.phase2 }] : [],",
      text: "event.kind === 'activity'",
      becomes: 'true',
      why: 'unreachable-by-type',
      because: 'Only activity has the states of phases.',
    },
  ],
  'shared/domain/diagnosis/log/line-fields.ts': [
    {
      line: '} catch {',
      text: '{ return undefined; }',
      becomes: '{}',
      why: 'equivalent',
      because: 'A function that ends without a value returns undefined.',
    },
  ],
  'shared/domain/diagnosis/log/stream-name.ts': [
    {
      line: 'const [, connectionId, address, log] = form.exec(streamName) ?? [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'A list of one text has neither a connection nor an address.',
    },
    {
      line: 'if (connectionId === undefined || address === undefined) return undefined;',
      text: 'connectionId === undefined || address === undefined',
      becomes: 'false',
      why: 'equivalent',
      because: 'A name that matches has both, and no address is found in what is not there.',
    },
    {
      line: 'if (connectionId === undefined || address === undefined) return undefined;',
      text: 'connectionId === undefined || address === undefined',
      becomes: 'connectionId === undefined && address === undefined',
      why: 'equivalent',
      because: 'A name that matches has both, and no address is found in what is not there.',
    },
    {
      line: 'if (connectionId === undefined || address === undefined) return undefined;',
      text: 'connectionId === undefined',
      becomes: 'false',
      why: 'equivalent',
      because: 'A name that matches has both, and no address is found in what is not there.',
    },
    {
      line: 'if (connectionId === undefined || address === undefined) return undefined;',
      text: 'address === undefined',
      becomes: 'false',
      why: 'equivalent',
      because: 'A name that matches has both, and no address is found in what is not there.',
    },
  ],
};
