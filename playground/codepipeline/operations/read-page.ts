import { AwsError } from '../aws-error.js';
import type { TokenContent } from '../next-token.js';
import type { Context } from './context.js';

type Position = NonNullable<TokenContent['after']>;
export type Scope = Omit<TokenContent, 'after' | 'accountId' | 'region'>;

interface Listing<T> {
  scope: Scope;
  nextToken: string | undefined;
  size: number;
  read(after: Position | undefined, size: number): { page: T[]; hasMore: boolean };
  positionOf(item: T): Position;
}

/**
 * One page of a listing with the faults of pages applied.
 * @returns `token` is left out on the last page, as the real service does.
 */
export function readPage<T>(context: Context, listing: Listing<T>): { page: T[]; token?: string } {
  const { faults } = context;
  const after = listing.nextToken === undefined ? undefined : readToken(context, listing.scope, listing.nextToken);
  if (faults.emptyPages > 0) {
    faults.emptyPages -= 1;
    return { page: [], token: issue(context, listing.scope, after) };
  }
  const size = faults.shortPages > 0 ? Math.min(faults.shortPages, listing.size) : listing.size;
  const { page, hasMore } = listing.read(after, size);
  const last = page.at(-1);
  if (last === undefined || !(hasMore || faults.tokenOnLastPage)) return { page };
  return { page, token: issue(context, listing.scope, listing.positionOf(last)) };
}

function issue({ account, region, tokens, faults }: Context, scope: Scope, after: Position | undefined): string {
  return tokens.issue({ ...scope, accountId: account.id, region, after }, faults.tokenStyle);
}

// Recorded: a token of another execution is invalid, but mixing Latest and All tokens is a server fault without a
// message.
function readToken({ account, region, tokens }: Context, scope: Scope, token: string): Position | undefined {
  const content = tokens.read(token);
  const isOurs =
    content?.accountId === account.id &&
    content.region === region &&
    content.operation === scope.operation &&
    content.pipelineName === scope.pipelineName &&
    content.executionId === scope.executionId;
  if (!isOurs) {
    const message = `The nextToken value '${token}' is not valid. Specify a valid nextToken value, and then try again.`;
    throw new AwsError('InvalidNextTokenException', message);
  }
  if (content.range !== scope.range) throw new AwsError('InternalFailure', '', 500);
  return content.after;
}
