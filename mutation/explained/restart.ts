import type { Explained } from '../explanation.ts';

export const restart: Explained = {
  'shared/domain/restart/guards.ts': [
    {
      line: ".filter((peer) => peer.outsideIp !== tunnel.outsideIp && peer.state === 'up')",
      text: 'peer.outsideIp !== tunnel.outsideIp',
      becomes: 'true',
      why: 'equivalent',
      because: 'If the tunnel itself were up, `tunnel-up` would have refused before.',
    },
  ],
};
