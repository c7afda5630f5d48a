import { Duration } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  type Metric,
  PeriodOverride,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { deliveryOutcomes, MetricName, restartOutcomes } from '../../shared/contracts/own-metrics.ts';
import { ownMetric } from './own-metric.ts';
import type { ServiceFunction } from './service-function.ts';

export interface DashboardProps {
  readonly regions: readonly string[];
  readonly functions: readonly ServiceFunction[];
  readonly table: Table;
}

const fiveMinutes = Duration.minutes(5);
const anHour = Duration.hours(1);

/** What an operator wants to see at a glance: tunnels, incidents, how fast and how well, and what it costs. */
export class Dashboard extends Construct {
  private readonly props: DashboardProps;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.props = props;
    new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: 'Tunnelkeeper',
      defaultInterval: Duration.days(1),
      // A count over five minutes stays one when people look at a week.
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [this.now(), this.tunnels()],
        [this.incidents(), this.times()],
        [this.restarts(), this.deliveries()],
        [this.invocations(), this.costs()],
      ],
    });
  }

  private now(): SingleValueWidget {
    return new SingleValueWidget({
      title: 'Now',
      width: 6,
      height: 6,
      metrics: [
        ownMetric({ name: MetricName.sweptConnections, statistic: 'Sum', label: 'connections watched' }),
        ownMetric({ name: MetricName.openIncidents, statistic: 'Sum', label: 'open incidents' }),
        ownMetric({ name: MetricName.overdueAnnouncements, statistic: 'Sum', label: 'overdue news' }),
        ownMetric({
          name: MetricName.raisedSpokeAlarms,
          statistic: 'Maximum',
          period: Duration.minutes(30),
          label: 'regions that cannot forward',
        }),
      ],
    });
  }

  /** A search finds the tunnels of tomorrow too. */
  private tunnels(): GraphWidget {
    return this.graph(
      'Tunnels (1 up, 0 down)',
      this.props.regions.map(
        (region) =>
          new MathExpression({
            expression: `SEARCH('{AWS/VPN,VpnId,TunnelIpAddress} MetricName="TunnelState"', 'Minimum', 300)`,
            label: region,
            searchRegion: region,
            period: fiveMinutes,
          }),
      ),
      18,
    );
  }

  private incidents(): GraphWidget {
    return this.graph('Incidents', [
      ownMetric({ name: MetricName.openIncidents, statistic: 'Maximum', period: fiveMinutes, label: 'open' }),
      ownMetric({
        name: MetricName.timeToDetect,
        statistic: 'SampleCount',
        period: fiveMinutes,
        label: 'opened',
      }),
    ]);
  }

  private times(): GraphWidget {
    return this.graph('Time to detect, time to recover (ms)', [
      ownMetric({ name: MetricName.timeToDetect, statistic: 'p90', period: anHour, label: 'to detect, p90' }),
      ownMetric({
        name: MetricName.timeToRecover,
        statistic: 'p90',
        period: anHour,
        label: 'to recover, p90',
      }),
    ]);
  }

  private restarts(): GraphWidget {
    return this.graph('Restarts', this.byOutcome(MetricName.restarts, restartOutcomes));
  }

  private deliveries(): GraphWidget {
    return this.graph('Deliveries to Slack', this.byOutcome(MetricName.deliveries, deliveryOutcomes));
  }

  private invocations(): GraphWidget {
    const options = { statistic: 'Sum', period: anHour };
    return this.graph(
      'Invocations and errors of functions',
      this.props.functions.flatMap(({ function: fn, folder }) => [
        fn.metricInvocations({ ...options, label: folder }),
        fn.metricErrors({ ...options, label: `${folder}: errors` }),
      ]),
    );
  }

  /** What is paid by use: time of functions, and what the table reads and writes. */
  private costs(): GraphWidget {
    const options = { statistic: 'Sum', period: anHour };
    return this.graph('What drives the costs', [
      ...this.props.functions.map(({ function: fn, folder }) =>
        fn.metricDuration({ ...options, label: `${folder}: ms` }),
      ),
      this.props.table.metricConsumedReadCapacityUnits({ ...options, label: 'table: read units' }),
      this.props.table.metricConsumedWriteCapacityUnits({ ...options, label: 'table: write units' }),
    ]);
  }

  private byOutcome(name: MetricName, outcomes: readonly string[]): readonly Metric[] {
    return outcomes.map((outcome) =>
      ownMetric({ name, outcome, statistic: 'Sum', period: fiveMinutes, label: outcome }),
    );
  }

  private graph(title: string, left: readonly IMetric[], width = 12): GraphWidget {
    return new GraphWidget({ title, width, height: 6, left: [...left] });
  }
}
