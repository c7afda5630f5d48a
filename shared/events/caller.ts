import type { ChangedBy } from '../domain/change.ts';
import { cutText, type Fields, fieldsOf, textOf } from './fields.ts';

/** A role has at most 64 characters (IAM quotas), a user too; whatever else stands there is cut. */
const longestName = 64;

/**
 * Who made a call, by the `userIdentity` of its CloudTrail record: the name of the role or user alone, without account, path
 * and session. (CloudTrail user guide, "userIdentity element".)
 */
export const changedBy = (userIdentity: unknown): ChangedBy => {
  const identity = fieldsOf(userIdentity) ?? {};
  const type = textOf(identity['type']) ?? '';
  if (type === 'Root') return { kind: 'root', name: '' };
  const role = roleOf(identity);
  if (role !== undefined) return { kind: 'role', name: tidied(role) };
  const user = textOf(identity['userName']) ?? textOf(issuerOf(identity)['userName']);
  if (user !== undefined) return { kind: 'user', name: tidied(user) };
  const service = textOf(identity['invokedBy']);
  if (service !== undefined) return { kind: 'service', name: tidied(service) };
  return { kind: 'unknown', name: '' };
};

/** Whether the call was made with this role. */
export const isRole = (userIdentity: unknown, roleArn: string): boolean => {
  const identity = fieldsOf(userIdentity) ?? {};
  const issuer = textOf(issuerOf(identity)['arn']);
  if (issuer !== undefined) return issuer === roleArn;
  const [, , , , account, resource = ''] = (textOf(identity['arn']) ?? '').split(':');
  const [, , , , ownAccount, ownResource = ''] = roleArn.split(':');
  return (
    account === ownAccount &&
    resource.startsWith('assumed-role/') &&
    resource.split('/')[1] === ownResource.split('/').at(-1)
  );
};

const issuerOf = (identity: Fields): Fields =>
  fieldsOf(fieldsOf(identity['sessionContext'])?.['sessionIssuer']) ?? {};

const roleOf = (identity: Fields): string | undefined => {
  const issuer = issuerOf(identity);
  if (textOf(issuer['type']) === 'Role') return textOf(issuer['userName']) ?? lastPart(issuer['arn']);
  return /:assumed-role\/(?<name>[^/]+)/.exec(textOf(identity['arn']) ?? '')?.groups?.['name'];
};

const lastPart = (arn: unknown): string | undefined => textOf(arn)?.split('/').at(-1);

/** Names come from outside: one line, and not longer than names are. */
const tidied = (name: string): string => cutText(name.replace(/[\p{C}\s]+/gu, ' ').trim(), longestName);
