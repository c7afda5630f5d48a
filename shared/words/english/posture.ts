import type { FindingId } from '../../domain/posture/finding.ts';
import type {
  DigestWords,
  FindingWords,
  GradeWords,
  PostureWords,
} from '../../domain/posture/posture-words.ts';
import type { Grade } from '../../domain/posture/site.ts';

const page = (name: string): string => `https://docs.aws.amazon.com/vpn/latest/s2svpn/${name}.html`;

const finding: Readonly<Record<FindingId, FindingWords>> = {
  'not-associated': {
    title: 'Gateway association',
    sentence: 'Tunnels are up, but the connection is associated with no gateway at AWS: no traffic passes',
    remedy:
      'Attach the connection to its virtual private gateway, transit gateway or core network, or delete it if it is not needed.',
    url: page('modify-vpn-target'),
  },
  'no-static-route': {
    title: 'Static routes',
    sentence: 'The routing is static, and the connection has no static route that is available',
    remedy:
      'Add the networks behind the customer gateway to the static routes of the connection, and see that they are propagated to the route tables.',
    url: page('vpn-edit-static-routes'),
  },
  'single-tunnel': {
    title: 'Two tunnels',
    sentence: 'A tunnel has never been up, so the other one is a single point of failure',
    remedy:
      'Set up the missing tunnel on the customer gateway ("Download configuration" in the console gives the settings) and route over both.',
    url: page('VPNTunnels'),
  },
  'single-gateway': {
    title: 'Second customer gateway',
    sentence: 'There is one customer gateway only: with the device or its line the site is cut off',
    remedy:
      'Connect a second customer gateway to the same target. If there is one, give the connections of both the same tag tunnelkeeper:site: it joins them.',
    url: page('vpn-redundant-connection'),
  },
  'maintenance-pending': {
    title: 'Apply pending maintenance',
    sentence: 'Maintenance of a tunnel endpoint is pending, and AWS applies it by itself at the deadline',
    remedy:
      'Replace the tunnel at a time that suits you while the other one carries the traffic (in the console: "Replace VPN tunnel").',
    url: page('accept-update'),
  },
  'aws-does-not-initiate': {
    title: 'Who starts a tunnel',
    sentence: 'AWS waits for the customer gateway to start a tunnel, though it could start it itself',
    remedy: 'Set the startup action of the tunnels to "Start", one tunnel at a time.',
    url: page('initiate-vpn-tunnels'),
  },
  'dpd-clears-tunnel': {
    title: 'DPD timeout action',
    sentence: 'When the customer gateway falls silent AWS ends the tunnel and does not start it again',
    remedy: 'Set the DPD timeout action of the tunnels to "Restart", one tunnel at a time.',
    url: page('initiate-vpn-tunnels'),
  },
  'dpd-does-nothing': {
    title: 'DPD timeout action',
    sentence: 'When the customer gateway falls silent AWS does nothing, and a dead tunnel looks alive',
    remedy: 'Set the DPD timeout action of the tunnels to "Restart", one tunnel at a time.',
    url: page('initiate-vpn-tunnels'),
  },
  'ikev1-only': {
    title: 'IKE versions',
    sentence: 'Only IKEv1 is allowed, so AWS can never start the tunnel itself',
    remedy: 'Move the customer gateway to IKEv2, then allow it for the tunnels, one at a time.',
    url: page('VPNTunnels'),
  },
  'rekey-window': {
    title: 'Rekey margin',
    sentence: 'Keys are renewed nearly without end: margin and fuzz take most of the phase 2 lifetime',
    remedy:
      'Set the rekey margin so that margin and fuzz together stay well below the phase 2 lifetime (AWS proposes 270 s and 100 % of 3,600 s), one tunnel at a time.',
    url: page('VPNTunnels'),
  },
  'bgp-never-routed': {
    title: 'BGP on the customer gateway',
    sentence: 'A tunnel is up and BGP has never brought a route over it, so it carries no traffic',
    remedy:
      'Have the customer gateway announce its networks over this tunnel too, or leave it so if nothing is to be reached there.',
    url: page('VPNRoutingTypes'),
  },
  'bgp-near-prefix-limit': {
    title: 'Quotas for routes',
    sentence: 'The customer gateway sends nearly as many routes as AWS takes; above that BGP goes down',
    remedy: 'Summarise the routes on the customer gateway, or filter those that AWS does not need.',
    url: page('vpn-limits'),
  },
  'mistaken-tag': {
    title: 'Tags for Tunnelkeeper',
    sentence: 'A tag for Tunnelkeeper means nothing to it, so the configuration holds in its place',
    remedy:
      'Correct it: tunnelkeeper:restart and tunnelkeeper:watch take on or off, tunnelkeeper:channel a channel id or #name, tunnelkeeper:site any name.',
    url: page('VPC_VPN'),
  },
  'static-routing': {
    title: 'Static and dynamic routing',
    sentence: 'The routing is static, so a path that is dead behind the tunnel is not noticed',
    remedy:
      'Use BGP if the customer gateway can. It takes a new connection: the routing of one cannot be changed.',
    url: page('vpn-static-dynamic'),
  },
  'logging-off': {
    title: 'Tunnel logs',
    sentence: 'Tunnel logs are off, so nothing will say why a tunnel fell',
    remedy:
      'Turn on the activity log, and with BGP the BGP log too, one tunnel at a time. The tunnel is down for some minutes meanwhile.',
    url: page('enable-logs'),
  },
  'weak-algorithms': {
    title: 'Tunnel options',
    sentence: 'Weak algorithms are allowed (SHA1, DH group 2, or nothing above AES128)',
    remedy:
      'Allow only AES256 or AES-GCM, SHA2 and DH groups from 14 on, as far as the customer gateway has them, one tunnel at a time.',
    url: page('VPNTunnels'),
  },
  'pre-shared-key-with-connection': {
    title: 'Storage of pre-shared keys',
    sentence: 'Whoever may describe the connection can read its pre-shared keys',
    remedy: 'Have the pre-shared keys kept in Secrets Manager, one tunnel at a time.',
    url: page('enhanced-security-storage'),
  },
  'no-lifecycle-control': {
    title: 'Tunnel lifecycle control',
    sentence: 'AWS replaces tunnel endpoints at times of its own choice',
    remedy: 'Turn on tunnel endpoint lifecycle control to apply maintenance when it suits you.',
    url: page('tunnel-endpoint-lifecycle'),
  },
};

const grade: Readonly<Record<Grade, GradeWords>> = {
  'one-gateway': {
    title: 'One gateway',
    sentence: 'The site has one customer gateway: its device and its line are single points of failure.',
    nextStep: finding['single-gateway'].remedy,
  },
  'two-gateways': {
    title: 'Two gateways, not both usable',
    sentence: 'The site has two customer gateways, but one has never been in use or their routing differs.',
    nextStep:
      'Bring up a tunnel to each customer gateway of the site, and use the same routing for all of them.',
  },
  'two-gateways-static': {
    title: 'Two gateways, static routes',
    sentence:
      'The site has two customer gateways with static routes: a dead path is not always left by itself.',
    nextStep: 'Use BGP on both customer gateways, so that the traffic leaves a dead path by itself.',
  },
  'two-gateways-bgp': {
    title: 'Two gateways with BGP',
    sentence: 'The site has two customer gateways with BGP: the traffic leaves a dead path by itself.',
    nextStep: '',
  },
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const digest: DigestWords = {
  ascii: undefined,
  severity: { info: 'Info', warning: 'Warning' },
  subject: (connections) => `Set-up of ${counted(connections, 'connection', 'connections')}`,
  counts: (warnings, remarks) =>
    warnings + remarks === 0
      ? 'nothing to improve'
      : `${counted(warnings, 'warning', 'warnings')}, ${counted(remarks, 'remark', 'remarks')}`,
  gotWorse: (count) => `${counted(count, 'thing', 'things')} got worse`,
  weekly: 'This is the weekly look at the set-up of all connections.',
  worse: 'The set-up has become worse since the last look.',
  gotWorseSince: (count) => `${counted(count, 'thing has', 'things have')} become worse since the last look.`,
  slackOnly:
    'Add a second way to hear of an outage: an e-mail address ("email" in tunnelkeeper.json), or a pager subscribed to the SNS topic. If the Slack token is revoked, Slack stays silent.',
  nothingFound: 'Nothing was found that should be changed.',
  about: (sentence, names) => `${sentence}: ${names}`,
  withRemedy: (line, remedy) => `${line}. ${remedy}`,
  inFull: (line, remedy, url) => `${line}. ${remedy} ${url}`,
  andMore: (count) => `and ${count} more`,
  fell: (site, from, to) => `${site}: from "${from}" to "${to}"`,
  unreadRegions: (regions) => `the regions ${regions}; what was known of them still counts`,
  refusingRegions: (regions) => `the regions ${regions}, where no connection is known`,
  othersUnknown:
    'which regions the account has enabled (`ec2:DescribeRegions`): only those that the configuration names are watched',
  unreadMaintenance: (connections) => `pending maintenance of ${connections}`,
  label: { fell: 'Less redundant', account: 'Account', regions: 'Regions', runbook: 'Runbook' },
};

export const postureWords: PostureWords = {
  finding,
  grade,
  digest,
  titles: {
    why: 'Why',
    evidence: 'Evidence',
    tunnels: 'Tunnels',
    connections: 'Connections',
    happened: 'Further findings',
    done: 'Done',
    todo: 'What is wrong, and what to do',
    findings: 'Found in the set-up',
    unread: 'Could not be looked at',
    more: '… and {count} more',
    earlier: '… {count} earlier',
  },
};
