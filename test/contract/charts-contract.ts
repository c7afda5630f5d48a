import { expect, it } from 'vitest';
import type { Charts } from '../../shared/ports/diagnosis.ts';

export interface ChartsSubject {
  readonly charts: Charts;
  /** The next call is refused by AWS. */
  refuseNext(): void;
}

export const region = 'eu-west-1';
export const widget = JSON.stringify({
  title: 'hq-to-aws',
  width: 900,
  metrics: [['AWS/VPN', 'TunnelState']],
});

/** What every implementation of `Charts` promises; here a picture is the text of its widget. */
export const runChartsContract = (makeSubject: () => ChartsSubject | Promise<ChartsSubject>) => {
  it('draws what the widget says', async () => {
    const { charts } = await makeSubject();
    const picture = await charts.draw(region, widget);
    expect(new TextDecoder().decode(picture)).toBe(widget);
  });

  it('says so when AWS refuses', async () => {
    const { charts, refuseNext } = await makeSubject();
    refuseNext();
    await expect(charts.draw(region, widget)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'AccessDenied',
    });
  });
};
