import type { IkeFault } from '../../world/faults.ts';
import type { Peer } from '../../world/model.ts';
import type { Handlers } from './handlers.ts';
import { tunnelAt, tunnelsAt } from './tunnels-at.ts';

/** A step that changes the gateway's side of the tunnels it names. */
const change =
  (changed: Partial<Peer>): Handlers['gatewayAnswers'] =>
  (target, { world }) =>
    world.changePeers(tunnelsAt(world, target), changed);

export const gatewaySteps = {
  gatewayGoesSilent: change({ answers: false }),
  gatewayAnswers: change({ answers: true }),
  gatewayGetsWrongKey: change({ key: 'wrong' }),
  gatewayGetsRightKey: change({ key: 'right' }),
  gatewayGetsWrongProposal: change({ proposal: 'wrong' }),
  gatewayGetsRightProposal: change({ proposal: 'right' }),
  gatewayDeletesIkeSa: (target, { world }) => {
    for (const tunnel of tunnelsAt(world, target)) world.deleteSa(tunnel);
  },
  gatewayInitiates: ({ target, initiates }, { world }) =>
    world.changePeers(tunnelsAt(world, target), { initiates }),
  gatewayAdvertises: ({ target, routes }, { world }) =>
    world.changePeers(tunnelsAt(world, target), { routes }),
  bgpSession: ({ target, state }, { world }) => world.changePeers(tunnelsAt(world, target), { bgp: state }),
  gatewayFails: ({ target, fault }, { world }) =>
    world.changePeers(tunnelsAt(world, target), peerWith(fault)),
  bgpFails: ({ target, fault, notifiedBy }, { world }) =>
    world.changePeers(tunnelsAt(world, target), { bgpFault: fault, bgpNotifiedBy: notifiedBy }),
  gatewaySends: ({ target, sends }, { world }) => world.changePeers(tunnelsAt(world, target), { sends }),
  awsSends: ({ target, sends }, { world }) => {
    for (const tunnel of tunnelsAt(world, target)) tunnel.awsSends = sends;
  },
  childSaDeleted: (target, { world }) => {
    for (const tunnel of tunnelsAt(world, target)) world.deleteSa(tunnel, 'child-sa-deleted');
  },
  rekeyCollision: ({ target, harmless = false }, { world }) => {
    for (const tunnel of tunnelsAt(world, target)) {
      if (harmless) world.collideHarmlessly(tunnel);
      else world.deleteSa(tunnel, 'rekey-collision');
    }
  },
  endpointReplaced: ({ tunnel, takes, outcome, healthEventAfter }, { world }) =>
    world.replaceEndpoint(tunnelAt(world, tunnel), {
      takesMs: takes,
      outcome,
      healthEventAfterMs: healthEventAfter,
    }),
  maintenanceWaits: ({ tunnel, autoAppliedAfter }, { world }) =>
    world.keepMaintenance(tunnelAt(world, tunnel), autoAppliedAfter),
} satisfies Partial<Handlers>;

/** One fault and no other. */
const peerWith = (fault: 'none' | IkeFault): Pick<Peer, 'key' | 'proposal' | 'ikeFault'> => {
  const right = { key: 'right', proposal: 'right', ikeFault: 'none' } as const;
  switch (fault) {
    case 'pre-shared-key':
      return { ...right, key: 'wrong' };
    case 'proposal-phase-1':
      return { ...right, proposal: 'wrong' };
    default:
      return { ...right, ikeFault: fault };
  }
};
