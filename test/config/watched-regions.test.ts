import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../shared/config/parse-config.ts';
import { environmentRegion, watchedRegions } from '../../shared/config/watched-regions.ts';

const configured = (settings: object) =>
  parseConfig(JSON.stringify({ slack: { channel: '#vpn-alerts' }, ...settings }), 'test.json').regions;

describe('which regions are watched', () => {
  it.each([
    ['nothing', {}, { hub: 'eu-west-1', named: ['eu-west-1'], others: true }],
    ['all', { regions: 'all' }, { hub: 'eu-west-1', named: ['eu-west-1'], others: true }],
    ['a list of all', { regions: ['all'] }, { hub: 'eu-west-1', named: ['eu-west-1'], others: true }],
    [
      'a list, as before there was "all"',
      { regions: ['eu-central-1', 'us-east-1'] },
      { hub: 'eu-central-1', named: ['eu-central-1', 'us-east-1'], others: false },
    ],
    [
      'names and all the others',
      { regions: ['eu-central-1', 'all', 'us-east-1'] },
      { hub: 'eu-central-1', named: ['eu-central-1', 'us-east-1'], others: true },
    ],
    [
      'all before the hub',
      { regions: ['all', 'eu-central-1'] },
      { hub: 'eu-central-1', named: ['eu-central-1'], others: true },
    ],
  ])('%s', (_, settings, expected) => {
    expect(watchedRegions(configured(settings), 'eu-west-1')).toEqual(expected);
  });

  it('the hub is us-east-1 where nobody names a region', () => {
    expect(watchedRegions('all', undefined).hub).toBe('us-east-1');
  });
});

describe('the region that the environment names', () => {
  it.each([
    [{}, undefined],
    [{ AWS_REGION: '' }, undefined],
    [{ AWS_REGION: 'aws-global' }, undefined],
    [{ AWS_DEFAULT_REGION: 'eu-west-1' }, 'eu-west-1'],
    [{ AWS_REGION: 'us-east-2', AWS_DEFAULT_REGION: 'eu-west-1' }, 'us-east-2'],
    [{ CDK_DEFAULT_REGION: 'ap-south-1', AWS_REGION: 'us-east-2' }, 'ap-south-1'],
  ])('%j', (environment, expected) => {
    expect(environmentRegion(environment)).toBe(expected);
  });
});
