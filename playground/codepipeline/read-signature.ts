import { AwsError } from './aws-error.js';

/** From the Authorization header of Signature Version 4. */
export interface Caller {
  accessKeyId: string;
  region: string;
}

const CREDENTIAL = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * Reads the credential scope; the signature is not checked, since the simulator has no secret keys.
 * @param service The SigV4 service name, such as `codepipeline`.
 * @throws MissingAuthenticationTokenException, IncompleteSignatureException or InvalidSignatureException.
 */
export function readSignature(authorization: string | undefined, service: string): Caller {
  if (!authorization) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((part) => !authorization.includes(`${part}=`));
  const scope = CREDENTIAL.exec(authorization);
  if (!scope || missing.length > 0) {
    const parts = missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' ');
    throw new AwsError('IncompleteSignatureException', `${parts} Authorization=${authorization.split(' ')[0]}`.trim());
  }
  const [, accessKeyId = '', , region = '', signedFor] = scope;
  if (signedFor !== service) {
    const message = `Credential should be scoped to correct service: '${service}'. `;
    throw new AwsError('InvalidSignatureException', message);
  }
  return { accessKeyId, region };
}
