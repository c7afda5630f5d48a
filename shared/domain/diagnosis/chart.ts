import type { Incident } from '../incident.ts';
import { hasDropped, isDown } from '../lifecycle/tunnels.ts';
import { nameAndId } from '../message/subject.ts';
import { type EpochMs, hoursMs, minutesMs } from '../time.ts';
import { bounded } from './bounded.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Evidence, TunnelTraffic } from './evidence.ts';
import type { Chart } from './explanation.ts';
import { isoTime } from './iso-time.ts';
import { valueOr } from './readings.ts';
import { periodMsOf } from './traffic.ts';

const widthPixels = 900;
const heightPixels = 400;
const mostTunnels = 2;
const titleCodePoints = 120;

const beforeFallMs = hoursMs(3);
const shortestAfterMs = minutesMs(5);
const longestAfterMs = hoursMs(1);

/**
 * A picture of the tunnels' metrics around the last fall; the first one stays, or every diagnosis would draw another.
 * Absent where CloudWatch has no metrics of them.
 */
export const chartOf = (evidence: Evidence, incident: Incident, words: DiagnosisWords): Chart | undefined => {
  if (incident.explanation?.chart) return incident.explanation.chart;
  const tunnels = valueOr(evidence.traffic, []).filter(isMeasured).slice(0, mostTunnels);
  const fallen = incident.tunnels.filter(isDown);
  if (tunnels.length === 0 || fallen.length === 0) return undefined;
  const fellAt = Math.max(...fallen.map((record) => record.since));
  const start = fellAt - beforeFallMs;
  const { connection } = evidence;
  const title = bounded(
    words.chart.title(nameAndId(connection.name, connection.connectionId)),
    titleCodePoints,
  );
  const widget = {
    width: widthPixels,
    height: heightPixels,
    title,
    view: 'timeSeries',
    stacked: false,
    timezone: '+0000',
    start: isoTime(start),
    end: isoTime(endOf(fellAt, evidence.at)),
    yAxis: { left: { min: 0 }, right: { min: 0, max: 1 } },
    metrics: tunnels.flatMap((tunnel) => metricsOf(tunnel, words)),
    annotations: {
      vertical: fallen
        .filter((record) => hasDropped(record) && record.since >= start)
        .slice(0, mostTunnels)
        .map((record) => ({
          value: isoTime(record.since),
          label: bounded(words.chart.fell(record.outsideIp), titleCodePoints),
        })),
    },
  };
  return { region: incident.region, title, widget: JSON.stringify(widget) };
};

type MeasuredTunnel = TunnelTraffic & { readonly dimensions: Readonly<Record<string, string>> };

const isMeasured = (tunnel: TunnelTraffic): tunnel is MeasuredTunnel => tunnel.dimensions !== undefined;

/** Up to now, in steps of five minutes. */
const endOf = (fellAt: EpochMs, now: EpochMs): EpochMs => {
  const step = minutesMs(5);
  const end = Math.ceil(now / step) * step;
  return Math.min(Math.max(end, fellAt + shortestAfterMs), fellAt + longestAfterMs);
};

const metricsOf = ({ outsideIp, dimensions, points }: MeasuredTunnel, { chart }: DiagnosisWords) => {
  const pairs = Object.entries(dimensions).flat();
  const period = periodMsOf(points) / 1_000;
  const metric = (name: string, stat: string, yAxis: 'left' | 'right', label: string) => [
    'AWS/VPN',
    name,
    ...pairs,
    { stat, period, yAxis, label },
  ];
  return [
    metric('TunnelDataIn', 'Sum', 'left', chart.bytesIn(outsideIp)),
    metric('TunnelDataOut', 'Sum', 'left', chart.bytesOut(outsideIp)),
    metric('TunnelState', 'Minimum', 'right', chart.state(outsideIp)),
  ];
};
