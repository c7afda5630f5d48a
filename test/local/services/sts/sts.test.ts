import { expect, it } from 'vitest';
import { createStsService } from '../../../../local/services/sts/service.ts';
import { accountId, functionKey, startWire } from '../../wire/wire-fixture.ts';

it.each([
  ['AKIAOPERATOR', `arn:aws:iam::${accountId}:user/operator`],
  [functionKey, `arn:aws:sts::${accountId}:assumed-role/sweep-role/tunnelkeeper-sweep`],
])('tells %s who it is', async (accessKeyId, arn) => {
  const wire = await startWire([createStsService()], { authorize: () => ({ allowed: false, why: 'no' }) });

  const answer = await fetch(wire.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/us-east-1/sts/aws4_request, Signature=0`,
    },
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  });

  const xml = await answer.text();
  expect(xml).toContain(`<Account>${accountId}</Account><Arn>${arn}</Arn></GetCallerIdentityResult>`);
});
