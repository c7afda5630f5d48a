import { describe, expect, it } from 'vitest';
import { alarm, connection, down, firstIp, replaced, secondIp, up } from '../domain/builders.ts';
import { createRegion, takesLeave } from './region.ts';

const both = [connection({ tunnels: [down(firstIp), down(secondIp)] })];
const id = connection().connectionId;

describe('a look at a healthy region', () => {
  it('asks once for the connections and once for the records, and writes nothing the second time', async () => {
    const region = createRegion();
    await region.sweep(0);
    const versions = region.records.savedIncidents.length;
    await region.sweep(1);
    expect(region.connections.calls).toEqual(['list', 'list']);
    expect(region.records.loads).toBe(2);
    expect(region.records.savedIncidents).toHaveLength(versions);
    expect(region.history.asked).toEqual([]);
    expect(region.told()).toEqual([]);
  });

  it('reports every connection', async () => {
    const report = await createRegion().sweep(0);
    expect(report.connections).toMatchObject([{ connectionId: id, health: 'healthy', unusedTunnels: [] }]);
  });
});

describe('an outage', () => {
  it('is saved, told and marked as told in one look', async () => {
    const region = createRegion(both);
    await region.sweep(0);
    expect(region.told()).toEqual(['incident.opened']);
    const incident = region.records.incident('eu-west-1', id);
    expect(incident).toMatchObject({ phase: 'open', health: 'outage', revision: 1, announcedRevision: 1 });
  });

  it('is told by the next sweep if the look before could not tell', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    await region.sweep(1);
    expect(region.told()).toEqual(['incident.opened']);
  });

  it('is told though the customer gateway and the metrics cannot be read', async () => {
    const region = createRegion(both);
    region.customerGateways.failures.next(new Error('throttled'));
    region.history.failures.next(new Error('throttled'));
    await region.sweep(0);
    expect(region.told()).toEqual(['incident.opened']);
    expect(region.log.messages('warn')).toHaveLength(2);
  });

  it('is told once, however often the event comes', async () => {
    const region = createRegion(both);
    for (let time = 0; time < 5; time += 1) await region.look([alarm('ALARM'), replaced(-1)]);
    expect(region.told()).toEqual(['incident.opened']);
  });

  it('of one connection is told though the work on another fails', async () => {
    const other = connection({
      connectionId: 'vpn-0b1b2c3d4e5f60719',
      tunnels: [down(firstIp), down(secondIp)],
    });
    const region = createRegion([...both, other]);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow('1 of 2 failed');
    expect(region.told()).toEqual(['incident.opened']);
  });

  it('asks for a restart once it may, and once a minute', async () => {
    const region = createRegion(both);
    await region.sweep(0);
    await takesLeave(region);
    await region.sweep(14);
    expect(region.restartRequests.requests).toEqual([]);
    await region.sweep(15);
    await region.look([alarm('ALARM')]);
    expect(region.restartRequests.requests).toMatchObject([{ connectionId: id, region: 'eu-west-1' }]);
  });

  it('asks for a restart even if people cannot be told', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'), 2);
    await expect(region.sweep(0)).rejects.toThrow();
    await takesLeave(region);
    await expect(region.sweep(15)).rejects.toThrow();
    expect(region.restartRequests.requests).toHaveLength(1);
  });
});

describe('a connection that is less than healthy', () => {
  const asked = { region: 'eu-west-1', connectionId: id };

  it('has its cause looked for at first sight, though nobody has been told yet', async () => {
    const region = createRegion([connection({ tunnels: [up(firstIp), down(secondIp)] })]);
    await region.sweep(0);
    expect(region.told()).toEqual([]);
    const incidentId = region.records.incident('eu-west-1', id)?.incidentId;
    expect(region.diagnosisRequests.requests).toEqual([{ ...asked, incidentId }]);
  });

  it('has its cause looked for once more by the next sweep, as long as nobody has looked', async () => {
    const region = createRegion(both);
    for (const minute of [0, 1]) await region.sweep(minute);
    expect(region.diagnosisRequests.requests).toHaveLength(2);
  });

  it('is told, and restarted, though its cause cannot be asked for', async () => {
    const region = createRegion(both);
    region.diagnosisRequests.failures.next(new Error('SQS is away'), 9);
    await region.sweep(0);
    await takesLeave(region);
    await region.sweep(15);
    expect(region.told()).toContain('incident.opened');
    expect(region.restartRequests.requests).toHaveLength(1);
    expect(region.log.messages('warn')).toEqual(['diagnosis not requested', 'diagnosis not requested']);
  });

  it('has its cause looked for even if people cannot be told', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    expect(region.diagnosisRequests.requests).toMatchObject([asked]);
  });

  it('is left alone once it is healthy', async () => {
    const region = createRegion([connection()]);
    await region.sweep(0);
    expect(region.diagnosisRequests.requests).toEqual([]);
  });
});

describe('an incident whose end could not be told', () => {
  const recovered = [connection({ tunnels: [up(firstIp, 1), up(secondIp, 1)] })];
  const again = [connection({ tunnels: [down(firstIp, 13), down(secondIp, 13)] })];

  const fallsAgain = async () => {
    const region = createRegion(both);
    await region.sweep(0);
    region.connections.all = recovered;
    await region.sweep(2);
    region.announcer.failures.next(new Error('SNS is away'), 2);
    await expect(region.sweep(12)).rejects.toThrow();
    region.connections.all = again;
    await expect(region.sweep(13)).rejects.toThrow();
    return region;
  };

  it('is told before the next one, which has taken its place, and kept for the history', async () => {
    const region = await fallsAgain();
    const before = region.told().length;
    await region.sweep(14);
    expect(region.told().slice(before)).toEqual(['incident.closed', 'incident.opened']);
    expect(region.records.archived).toMatchObject([{ phase: 'closed', closeReason: 'recovered' }]);
    await region.sweep(15);
    expect(region.told().slice(before)).toHaveLength(2);
  });

  it('is told once, though the next one cannot be told either', async () => {
    const region = await fallsAgain();
    const before = region.told().length;
    region.announcer.failures.pass();
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(14)).rejects.toThrow();
    await region.sweep(15);
    expect(region.told().slice(before)).toEqual(['incident.closed', 'incident.opened']);
  });

  it('is measured once it has been told', async () => {
    const region = await fallsAgain();
    await region.sweep(14);
    expect(region.ownMetrics.recorded.filter(({ name }) => name === 'TimeToRecover')).toHaveLength(1);
  });
});

describe('a lost race', () => {
  it('is decided again on what the winner has saved, so nothing is told twice', async () => {
    const region = createRegion(both);
    const rival = createRegion(both);
    const winner = async () => {
      await rival.look([alarm('ALARM')]);
      const saved = rival.records.incident('eu-west-1', id);
      if (saved) await region.records.saveIncident({ ...saved, version: 1 });
    };
    region.records.loseNextSaves(1, winner);
    await region.sweep(0);
    expect(region.told()).toEqual([]);
    expect(region.records.incident('eu-west-1', id)?.phase).toBe('open');
  });

  it('to mark what has been told is run again, so that it is not told again', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    region.records.loseNextSaves(1, async () => {
      const stored = region.records.incident('eu-west-1', id);
      if (stored)
        await region.records.saveIncident({ ...stored, version: stored.version + 1, channel: '#net' });
    });
    await region.sweep(1);
    expect(region.records.incident('eu-west-1', id)).toMatchObject({
      channel: '#net',
      announcedRevision: 1,
      announcedSeq: 2,
    });
    await region.sweep(2);
    expect(region.told()).toEqual(['incident.opened']);
  });

  it('to mark it is over when the same has been marked by the winner', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    region.records.loseNextSaves(1, async () => {
      const stored = region.records.incident('eu-west-1', id);
      if (stored)
        await region.records.saveIncident({
          ...stored,
          version: stored.version + 1,
          announcedRevision: 1,
          announcedSeq: 2,
        });
    });
    await region.sweep(1);
    expect(region.records.savedIncidents).toHaveLength(2);
    expect(region.log.messages('warn')).toEqual([]);
  });

  it('to mark it that never ends is said, and people are told once too often rather than never', async () => {
    const region = createRegion(both);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    region.records.loseNextSaves(3);
    await region.sweep(1);
    expect(region.log.messages('warn')).toEqual(['announcement not marked: others kept saving first']);
    await region.sweep(2);
    expect(region.told()).toEqual(['incident.opened', 'incident.opened']);
  });

  it('that never ends is an error, not a silence', async () => {
    const region = createRegion(both);
    region.records.loseNextSaves(99);
    await expect(region.sweep(0)).rejects.toThrow('1 of 1 failed');
  });
});

describe('a tunnel that was never up', () => {
  const half = connection({ tunnels: [up(firstIp), down(secondIp)] });

  it('is known as unused from the metrics, asked for once', async () => {
    const region = createRegion([half]);
    region.history.lastUp.delete(`${id}/${secondIp}`);
    for (const minute of [0, 1, 2, 3, 4]) await region.sweep(minute);
    expect(region.history.asked).toEqual([[{ connectionId: id, outsideIp: secondIp }]]);
    expect(region.told()).toEqual([]);
  });

  it('counts as used as long as the metrics cannot be read', async () => {
    const region = createRegion([half]);
    region.history.lastUp.delete(`${id}/${secondIp}`);
    region.history.failures.next(new Error('throttled'), 9);
    for (const minute of [0, 1, 2]) await region.sweep(minute);
    expect(region.told()).toEqual(['incident.opened']);
  });

  it('counts as used if we have seen it up, whatever the metrics say', async () => {
    const region = createRegion([connection()]);
    region.history.lastUp.clear();
    await region.sweep(0);
    region.connections.all = [half];
    for (const minute of [1, 2, 3]) await region.sweep(minute);
    expect(region.told()[0]).toBe('incident.opened');
  });
});

describe('a connection without a single data point', () => {
  const silent = connection({ tunnels: [down(firstIp), down(secondIp)] });
  const noData = () => {
    const region = createRegion([silent]);
    region.history.lastUp.clear();
    for (const ip of [firstIp, secondIp]) region.history.silent.add(`${id}/${ip}`);
    return region;
  };

  it('is an outage once the metrics of a new one would have come', async () => {
    const region = noData();
    for (let minute = 0; minute <= 9; minute += 1) await region.sweep(minute);
    expect(region.told()).toEqual([]);
    for (let minute = 10; minute <= 30; minute += 1) await region.sweep(minute);
    expect(region.told()[0]).toBe('incident.opened');
    expect(region.records.incident('eu-west-1', id)?.health).toBe('outage');
    expect(region.history.asked.length).toBeLessThan(13);
  });

  it('is not used once they have come and are 0', async () => {
    const region = noData();
    for (const minute of [0, 1, 2]) await region.sweep(minute);
    region.history.silent.clear();
    for (const minute of [3, 4, 20]) await region.sweep(minute);
    expect(region.told()).toEqual([]);
  });
});

describe('one list without connections', () => {
  it('makes us forget nothing', async () => {
    const half = connection({ tunnels: [up(firstIp), down(secondIp)] });
    const region = createRegion([half]);
    region.history.lastUp.delete(`${id}/${secondIp}`);
    await region.sweep(0);
    region.connections.all = [];
    await region.sweep(1);
    region.connections.all = [half];
    for (const minute of [2, 3, 4, 5, 6]) await region.sweep(minute);
    expect(region.told()).toEqual([]);
    expect(region.history.asked).toHaveLength(1);
  });
});

describe('a site with BGP that has never had a route', () => {
  const site = (acceptedRouteCount: number) =>
    connection({
      routing: 'bgp',
      tunnels: [firstIp, secondIp].map((ip) => ({
        ...up(ip),
        bgpSession: 'up' as const,
        acceptedRouteCount,
      })),
    });

  it('is no incident until it has had routes and lost them', async () => {
    const region = createRegion([site(0)]);
    for (const minute of [0, 1, 2, 10]) await region.sweep(minute);
    expect(region.told()).toEqual([]);
    region.connections.all = [site(3)];
    await region.sweep(11);
    region.connections.all = [site(0)];
    await region.sweep(12);
    expect(region.told()).toEqual(['incident.opened']);
    expect(region.records.incident('eu-west-1', id)?.health).toBe('outage');
  });
});

describe('a connection that is deleted', () => {
  it('closes its incident, which is told and kept', async () => {
    const region = createRegion(both);
    await region.sweep(0);
    region.connections.all = [];
    await region.sweep(1);
    expect(region.records.incident('eu-west-1', id)?.phase).toBe('open');
    await region.sweep(2);
    expect(region.told()).toEqual(['incident.opened', 'incident.closed']);
    expect(region.records.archived).toMatchObject([{ closeReason: 'connection-deleted' }]);
  });

  it('changes nothing if the connections cannot be listed', async () => {
    const region = createRegion(both);
    await region.sweep(0);
    region.connections.failures.next(new Error('throttled'));
    await expect(region.sweep(1)).rejects.toThrow('cannot be listed');
    expect(region.records.incident('eu-west-1', id)?.phase).toBe('open');
  });
});

describe('connections of one gateway that fall together', () => {
  it('are not restarted', async () => {
    const three = ['0', '1', '2'].map((digit) =>
      connection({ connectionId: `vpn-0a1b2c3d4e5f6071${digit}`, tunnels: [down(firstIp), down(secondIp)] }),
    );
    const region = createRegion(three);
    for (const minute of [0, 1, 2, 3, 4, 5]) await region.sweep(minute);
    expect(region.restartRequests.requests).toEqual([]);
    expect(region.records.incident('eu-west-1', 'vpn-0a1b2c3d4e5f60711')?.withheld?.reason).toBe(
      'gateway-wide',
    );
  });
});
