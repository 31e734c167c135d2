import { randomBytes } from 'node:crypto';
import { sessionArn } from './account/arns.js';
import type { Account } from './account/create-account.js';
import { AwsError } from './aws-error.js';

/** A role in another account, by which that account is read. */
export interface Role {
  /** `arn:aws:iam::<its account's id>:role/<name>` */
  arn: string;
  account: Account;
  /** Absent: none is asked for. */
  externalId?: string;
  /** Change it at any time. */
  isDenied?: boolean;
}

/** A session of a role, as calls that it signs are seen. */
export interface Session {
  account: Account;
  /** The caller's ARN. */
  caller: string;
}

const HOUR_MS = 60 * 60_000;

/** STS as far as AssumeRole goes: query protocol in, XML out. */
export function createRoles(roles: readonly Role[]) {
  const sessions = new Map<string, Session>();
  return {
    /** Whose call it is, by the access key that signed it; undefined for keys that no AssumeRole gave. */
    sessionOf: (accessKeyId: string): Session | undefined => sessions.get(accessKeyId),
    /**
     * @param caller ARN of the caller.
     * @throws AwsError `AccessDenied` where there is no such role, it is denied, or the external id is another.
     */
    assumeRole(input: URLSearchParams, caller: string, region: string): string {
      const arn = input.get('RoleArn') ?? '';
      const name = input.get('RoleSessionName') ?? '';
      if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
        const shape = 'Member must satisfy regular expression pattern: [\\w+=,.@-]*';
        throw new AwsError('ValidationError', `Value '${name}' at 'roleSessionName' failed: ${shape}`);
      }
      const role = roles.find((one) => one.arn === arn);
      const isTrusted = role && !role.isDenied && role.externalId === (input.get('ExternalId') ?? undefined);
      if (!isTrusted) {
        const words = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
        throw new AwsError('AccessDenied', words, 403);
      }
      const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
      const session = sessionArn(role.account.id, region, arn.split('/').at(-1) ?? '', name);
      sessions.set(accessKeyId, { account: role.account, caller: session });
      return answerXml(accessKeyId, session);
    },
  };
}

const answerXml = (accessKeyId: string, session: string) =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>` +
  `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>` +
  `<Expiration>${new Date(Date.now() + HOUR_MS).toISOString()}</Expiration></Credentials><AssumedRoleUser>` +
  `<AssumedRoleId>AROALOCAL:session</AssumedRoleId><Arn>${session}</Arn></AssumedRoleUser></AssumeRoleResult>` +
  `</AssumeRoleResponse>`;
