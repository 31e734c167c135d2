import { AwsProblem, type AwsProblemKind } from '../domain/aws-problem.js';
import { timeLeft, traceCall, within } from '../runtime/trace.js';

const DEADLINE_MS = 10_000; // for all attempts of one call

/** Overrides of the environment: endpoint and credentials. */
export interface AwsSettings {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** The SDK has no timeout of its own, and `requestTimeout` alone only warns. */
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

export interface Loggable {
  middlewareStack: { remove(name: string): boolean };
}

/** A client without the SDK's logger, which copies every answer even when it logs nothing. */
export function withoutLogger<Client extends Loggable>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

interface Answer {
  $metadata: { attempts?: number; httpStatusCode?: number };
}

/**
 * Sends one command with a deadline, traces it, and turns the SDK's errors into AwsProblem.
 * @param action The IAM action the call needs, such as `codepipeline:ListActionExecutions`.
 * @param deadlineMs For all attempts; shorter when the waiting user's time runs out.
 */
export async function callAws<Output extends Answer>(
  action: string,
  send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
  deadlineMs = DEADLINE_MS,
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
    const ms = Math.min(deadlineMs, timeLeft('asking'));
    const output = await within(ms, send({ abortSignal: AbortSignal.timeout(ms) }));
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
/** Node's error codes for an unreachable or untrusted peer; the SDK may wrap them anywhere. */
const NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|EPROTO|CERT_\w+|ERR_(TLS|SSL)\w+|SELF_SIGNED\w+|DEPTH_ZERO\w+|UNABLE_TO\w+|socket hang up)\b/;

const CLOCK = /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)$/;
/** Said of a signature that is otherwise right. */
const SIGNED_AT_ANOTHER_TIME = /^Signature (expired|not yet current)/;

interface Thrown extends Partial<Answer> {
  name?: string;
  code?: string;
  message?: string;
  $response?: { headers?: Record<string, string> };
}

function toProblem(action: string, error: unknown): AwsProblem {
  // Credentials are a question of their own, and a problem with them has its words already.
  if (error instanceof AwsProblem) return error;
  const { name = 'Error', code, $response } = error as Thrown;
  const kind = kindOf(error as Thrown);
  const theirs = Date.parse($response?.headers?.date ?? '');
  const clockAheadMs = kind === 'wrong-clock' && theirs ? Date.now() - theirs : undefined;
  return new AwsProblem(kind, action, name === 'Error' && code ? code : name, error, { clockAheadMs });
}

function kindOf({ name = '', code = '', message = '', $metadata }: Thrown): AwsProblemKind {
  if (CLOCK.test(name) || SIGNED_AT_ANOTHER_TIME.test(message)) return 'wrong-clock';
  const known = KINDS[name];
  if (known) return known;
  if (THROTTLING.test(name)) return 'throttled';
  // Only without an answer: the text of an answer may contain anything.
  if ($metadata?.httpStatusCode === undefined && NETWORK.test(`${code} ${message}`)) return 'unreachable';
  return 'service-fault';
}
