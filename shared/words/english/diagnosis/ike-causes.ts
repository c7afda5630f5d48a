import type { IkeCauseName } from '../../../domain/diagnosis/cause-kinds.ts';
import type { LogCauseText } from '../../../domain/diagnosis/diagnosis-words.ts';

/** What the log of IKE and IPsec says, and what to do at the gateway. */
export const ikeCauses: Readonly<Record<IkeCauseName, LogCauseText>> = {
  'pre-shared-key': {
    sentence: ({ outsideIp }) =>
      `AWS and the customer gateway have different pre-shared keys for tunnel ${outsideIp}.`,
    todo: ({ outsideIp }) => [
      `Compare the key for peer ${outsideIp} on the customer gateway with the one under "Download configuration" of the connection; look for blanks and for the key of the other tunnel.`,
      'Set the same key on both sides. To change it at the gateway is gentler: changed at AWS, it interrupts this tunnel for minutes.',
    ],
  },
  authentication: {
    sentence: ({ outsideIp }) =>
      `IKE authentication of tunnel ${outsideIp} fails: the key, the certificate or the IKE identity of the customer gateway is not what AWS expects.`,
    todo: () => [
      'Check the IKE identity that the gateway sends: AWS expects its public IP address; behind NAT set the local ID to the public address.',
      'Check the pre-shared key; or with certificates the chain, the expiry date and the clock of the gateway.',
    ],
  },
  'proposal-phase-1': {
    sentence: ({ outsideIp }) =>
      `AWS and the customer gateway share no IKE proposal for phase 1 of tunnel ${outsideIp}: encryption, integrity or DH group does not match.`,
    todo: ({ allowed }) => [
      allowed === ''
        ? 'Offer on the gateway at least one phase 1 combination that the tunnel options of AWS allow (encryption, integrity, DH group, IKE version).'
        : `Offer on the gateway a phase 1 combination of what AWS allows here: ${allowed}.`,
      'If AWS is to accept another one, modify the tunnel options; that interrupts this tunnel for minutes.',
    ],
  },
  'proposal-phase-2': {
    sentence: ({ outsideIp }) =>
      `AWS and the customer gateway share no IPsec proposal for phase 2 of tunnel ${outsideIp}: encryption, integrity or PFS group does not match.`,
    todo: ({ allowed }) => [
      allowed === ''
        ? 'Offer on the gateway an ESP combination that the tunnel options of AWS allow, and switch on PFS with a DH group from there.'
        : `Offer on the gateway an ESP combination of what AWS allows here, with PFS: ${allowed}.`,
      'If AWS is to accept another one, modify the tunnel options; that interrupts this tunnel for minutes.',
    ],
  },
  'phase-2-failed': {
    sentence: ({ outsideIp }) =>
      `Phase 1 of tunnel ${outsideIp} stands, but phase 2 could not be established: its negotiation ends in an error.`,
    todo: () => [
      'Compare the phase 2 settings of the gateway with those of AWS: ESP encryption, integrity, PFS group, traffic selectors.',
      "Look into the gateway's own log for the error of CHILD_SA (IKEv2) or quick mode (IKEv1).",
    ],
  },
  'traffic-selectors': {
    sentence: ({ outsideIp }) =>
      `The traffic selectors of tunnel ${outsideIp} do not match: the other side does not accept them (TS_UNACCEPTABLE).`,
    todo: () => [
      'Make the encryption domain of the gateway match the local and remote CIDR of the connection; for a route-based VPN both are 0.0.0.0/0.',
      'With a policy-based gateway use one pair of networks only: AWS keeps one pair of SAs per tunnel.',
    ],
  },
  'dead-peer': {
    sentence: ({ outsideIp }) =>
      `The customer gateway stopped answering dead peer detection (DPD) on tunnel ${outsideIp}, so AWS gave the tunnel up.`,
    todo: ({ outsideIp }) => [
      'Check whether the gateway and its line are up: power, CPU load, uplink, change of address.',
      `Check that UDP 500 and 4500 (and ESP without NAT) pass both ways between the gateway and ${outsideIp}.`,
      'Once the line is well, clear the associations on the gateway or send traffic, so that it negotiates anew.',
    ],
  },
  'peer-unreachable': {
    sentence: ({ outsideIp }) =>
      `AWS negotiates IKE for tunnel ${outsideIp}, but the customer gateway does not go on: its answers do not arrive, or it does not get the packets.`,
    todo: ({ outsideIp }) => [
      `Allow UDP 500 and 4500 from ${outsideIp} to the gateway, in every firewall and ACL on the way.`,
      'Check that the gateway has the public address that is set in the customer gateway at AWS, and that it can be reached.',
    ],
  },
  'ike-sa-deleted': {
    sentence: ({ outsideIp }) => `The customer gateway itself ended IKE (phase 1) of tunnel ${outsideIp}.`,
    todo: () => [
      'Look into the log of the gateway at that time: a manual reset, a change of configuration, an idle time-out or a failover.',
      'Switch off the idle time-out for the tunnel, or keep it busy with a ping every few seconds.',
    ],
  },
  'child-sa-deleted': {
    sentence: ({ outsideIp }) =>
      `The customer gateway itself ended phase 2 of tunnel ${outsideIp}, and no new one came up.`,
    todo: () => [
      'Look into the log of the gateway at that time: a change of policy, an idle time-out or a rekey that failed.',
      'Compare lifetime, PFS group and proposals of phase 2 with the tunnel options of AWS.',
    ],
  },
  'rekey-collision': {
    sentence: ({ outsideIp }) =>
      `Both sides renewed the keys of tunnel ${outsideIp} at the same time, and the customer gateway deleted the association that was to stay.`,
    todo: () => [
      'Clear stale associations for this tunnel on the gateway.',
      'Let one side rekey first: set the phase 2 lifetime of the gateway some minutes shorter or longer than that of AWS.',
    ],
  },
  'no-negotiation': {
    sentence: ({ outsideIp }) =>
      `Nobody negotiates tunnel ${outsideIp}: its log shows no attempt since the fall.`,
    todo: ({ outsideIp }) => [
      `Start IKE from the customer gateway: send traffic through the tunnel, or clear the associations for ${outsideIp}.`,
      'Where the startup action of the tunnel is "add", set it to "start" so that AWS starts by itself (with IKEv2 and a gateway with an address).',
    ],
  },
};
