import type { Exchange } from '../../exchange-log.js';

type Body = Record<string, unknown>;

/** The subject of a request by its body; `''` where the title says it all. */
export function describeRequest({ route, request }: Pick<Exchange, 'route' | 'request'>): string {
  const body = parseObject(request);
  if (route === 'slack → bot') return describePayload(body);
  if (route === 'bot → aws') return describeCall(body);
  return str(body.text);
}

function describePayload(body: Body): string {
  const [action] = Array.isArray(body.actions) ? (body.actions as Body[]) : [];
  switch (body.type) {
    case undefined:
      return [str(body.command), str(body.text)].filter(Boolean).join(' ');
    case 'block_actions':
      return `${str(action?.type).replaceAll('_', ' ')} “${str(action?.action_id)}”`;
    case 'block_suggestion':
      return `type-ahead “${str(body.value)}”`;
    default:
      return str(body.type).replaceAll('_', ' ');
  }
}

/** Shows the token's length, since a button carries the whole token. */
function describeCall({ pipelineName, nextToken, pipelineExecutionId }: Body): string {
  const token = typeof nextToken === 'string' ? `nextToken of ${nextToken.length.toLocaleString('en')} characters` : '';
  return [str(pipelineName), str(pipelineExecutionId), token].filter(Boolean).join(', ');
}

function parseObject(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Body) : {};
  } catch {
    return {};
  }
}

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
