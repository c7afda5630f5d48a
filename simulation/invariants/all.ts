import { anOutageThatStaysRings } from './an-outage-that-stays-rings.ts';
import { dropsAreCounted } from './drops-are-counted.ts';
import { eventsAreNotBelieved } from './events-are-not-believed.ts';
import { everythingConverges } from './everything-converges.ts';
import type { Invariant } from './invariant.ts';
import { noSecretLeaves } from './no-secret-leaves.ts';
import { nothingIsDoneOnUnknown } from './nothing-is-done-on-unknown.ts';
import { nothingAnnouncedIsLost, nothingSavedIsLost } from './nothing-saved-is-lost.ts';
import { outagesAreTold } from './outages-are-told.ts';
import { regionsAreTold } from './regions-are-told.ts';
import { restartsAreSafe, restartsKeepToTheGuards } from './restarts-keep-to-the-guards.ts';
import { setupAnswers } from './setup-answers.ts';
import { silentTunnelsAreNoRedundancy } from './silent-tunnels-are-no-redundancy.ts';
import { slackIsLeftAlone } from './slack-is-left-alone.ts';
import { slackShowsTheTruth } from './slack-shows-the-truth.ts';
import { stoppedTrafficIsTold } from './stopped-traffic-is-told.ts';
import { stormsAreToldAsOne } from './storms-are-told-as-one.ts';
import { stormsShowTheTruth } from './storms-show-the-truth.ts';
import { toldOnce } from './told-once.ts';
import { uncertainRestartsAreNotRepeated } from './uncertain-restarts.ts';
import { whatIsUrgentRings } from './what-is-urgent-rings.ts';

export const invariants: readonly Invariant[] = [
  outagesAreTold,
  stoppedTrafficIsTold,
  silentTunnelsAreNoRedundancy,
  toldOnce,
  whatIsUrgentRings,
  restartsAreSafe,
  restartsKeepToTheGuards,
  uncertainRestartsAreNotRepeated,
  slackShowsTheTruth,
  stormsAreToldAsOne,
  stormsShowTheTruth,
  slackIsLeftAlone,
  nothingSavedIsLost,
  nothingAnnouncedIsLost,
  everythingConverges,
  noSecretLeaves,
  eventsAreNotBelieved,
  nothingIsDoneOnUnknown,
  dropsAreCounted,
  setupAnswers,
  regionsAreTold,
  anOutageThatStaysRings,
];
