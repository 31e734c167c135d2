import { AwsProblem, type AwsProblemKind } from '../aws-problem.js';
import { traceCall } from '../trace.js';

/** Over all attempts of one call; a person waits for it. */
const DEADLINE_MS = 10_000;

/** What may differ from the environment's: where AWS is, and as whom it is asked. */
export interface AwsSettings {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** Settings of every AWS client: the SDK has no timeout of its own, and `requestTimeout` alone only warns. */
export const awsClientConfig = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 2000,
    requestTimeout: 5000,
    throwOnRequestTimeout: true,
    httpAgent: { maxSockets: 200 },
    httpsAgent: { maxSockets: 200 },
  },
  customUserAgent: [['pipeline-actions', '1.0.0']] as [string, string][],
};

interface Answer {
  $metadata: { attempts?: number };
}

/**
 * Sends one command with a deadline, notes it in the trace, and turns what the SDK throws into an AwsProblem.
 * @param action The IAM action the call needs, such as `codepipeline:ListActionExecutions`.
 */
export async function callAws<Output extends Answer>(
  action: string,
  send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
): Promise<Output> {
  const start = performance.now();
  const note = (attempts: number | undefined, error?: string) =>
    traceCall({
      call: action,
      ms: Math.round(performance.now() - start),
      ...(attempts !== undefined && { attempts }),
      ...(error !== undefined && { error }),
    });
  try {
    const output = await send({ abortSignal: AbortSignal.timeout(DEADLINE_MS) });
    note(output.$metadata.attempts);
    return output;
  } catch (error) {
    const problem = toProblem(action, error);
    note((error as Partial<Answer>).$metadata?.attempts, problem.code);
    throw problem;
  }
}

const KINDS: Record<string, AwsProblemKind> = {
  PipelineNotFoundException: 'pipeline-not-found',
  PipelineExecutionNotFoundException: 'execution-not-found',
  InvalidNextTokenException: 'invalid-token',
  ValidationException: 'invalid-request',
  AccessDeniedException: 'access-denied',
  AccessDenied: 'access-denied',
  CredentialsProviderError: 'no-credentials',
  UnrecognizedClientException: 'no-credentials',
  InvalidClientTokenId: 'no-credentials',
  InvalidSignatureException: 'no-credentials',
  IncompleteSignatureException: 'no-credentials',
  MissingAuthenticationTokenException: 'no-credentials',
  MissingAuthenticationToken: 'no-credentials',
  ExpiredTokenException: 'no-credentials',
  OptInRequired: 'no-credentials',
  AbortError: 'timed-out',
  TimeoutError: 'timed-out',
};

const THROTTLING = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
const NETWORK =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|EPROTO|CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/;

function toProblem(action: string, error: unknown): AwsProblem {
  const { name = 'Error', code, message = '' } = error as { name?: string; code?: string; message?: string };
  const kind = kindOf(name, code ?? '', message);
  return new AwsProblem(kind, action, name === 'Error' && code ? code : name, error);
}

function kindOf(name: string, code: string, message: string): AwsProblemKind {
  const known = KINDS[name];
  if (known) return known;
  if (THROTTLING.test(name)) return 'throttled';
  if (NETWORK.test(code) || NETWORK.test(name) || /socket hang up/.test(message)) return 'unreachable';
  return 'service-fault';
}
