import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { synthesized } from './synthesized.ts';

const app = synthesized({ regions: ['eu-west-1', 'us-west-2'] });
const [setup, ...others] = app.ofType('Custom::TunnelkeeperSetup');

describe('the first look', () => {
  it('is taken once, for all regions', () => {
    expect(others).toEqual([]);
    expect(setup?.properties['regions']).toEqual(['eu-west-1', 'us-west-2']);
  });

  it('comes after everything that what it says goes through', () => {
    const needed = [
      ...app.ofType('AWS::SNS::Topic'),
      ...app.ofType('AWS::SNS::TopicPolicy'),
      ...app.ofType('AWS::SNS::Subscription'),
      ...app.ofType('AWS::Lambda::EventSourceMapping'),
    ];
    expect(needed.length).toBeGreaterThan(4);
    for (const { logicalId } of needed) expect(setup?.dependsOn).toContain(logicalId);
  });

  it('comes after every function has the new configuration, so that none tells of a region that is left', () => {
    const functions = app.ofType('AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(6);
    const [own] = functions.filter(({ logicalId }) => logicalId.startsWith('DeploymentSetup'));
    const without = functions.filter(({ logicalId }) => logicalId !== own?.logicalId);
    // The review tells of nothing that has to be taken back.
    for (const { logicalId } of without.filter(({ logicalId: id }) => !id.startsWith('Reviews'))) {
      expect(setup?.dependsOn).toContain(logicalId);
    }
  });

  it('is over within a quarter of an hour, whatever becomes of its function, which may be run twice until then', () => {
    const [fn] = app
      .ofType('AWS::Lambda::Function')
      .filter(({ logicalId }) => logicalId.startsWith('DeploymentSetup'));
    const longest = Number(setup?.properties['ServiceTimeout']);
    expect(longest).toBe(900);
    expect(2 * Number(fn?.properties['Timeout']) + 60).toBeLessThan(longest);
  });

  it('is repeated with each new version, so that it answers what the outputs need', () => {
    expect(setup?.properties['version']).toBe(packageJson.version);
  });

  it('comes before events and schedules, which therefore end before the alarms are removed', () => {
    const rules = app.ofType('AWS::Events::Rule');
    expect(rules.length).toBeGreaterThan(3);
    for (const rule of rules) expect(rule.dependsOn).toContain(setup?.logicalId);
  });

  it('is repeated where the configuration has changed, and only there', () => {
    const again = synthesized({ regions: ['eu-west-1', 'us-west-2'] }).ofType('Custom::TunnelkeeperSetup');
    expect(again[0]?.properties).toEqual(setup?.properties);
    const changed = synthesized({ regions: ['eu-west-1', 'us-west-2'], restart: { mode: 'off' } });
    expect(changed.ofType('Custom::TunnelkeeperSetup')[0]?.properties).not.toEqual(setup?.properties);
  });
});
