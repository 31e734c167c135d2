import { DescribeTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { AwsProblem } from '../domain/aws-problem.js';
import { callAws, withoutLogger } from './call-aws.js';

const CHANNEL_INDEX = 'by-channel'; // contains only items with a `channel` attribute

export type Item = Record<string, unknown> & { pk: string; sk: string };

/** A change of one item. In expressions `#name` is the attribute `name`, `:value` a member of `values`. */
export interface Change {
  update: string;
  onlyIf?: string;
  values: Record<string, unknown>;
  returns?: 'before' | 'after';
}

/**
 * One DynamoDB table: string keys `pk` and `sk`, `ttl` in seconds since 1970. Reads are strongly consistent except
 * through the index, and skip expired items, which DynamoDB may keep for two days. All methods throw AwsProblem.
 */
export interface Table {
  get(pk: string, sk: string): Promise<Item | undefined>;
  query(pk: string): Promise<Item[]>;
  queryChannel(channel: string): Promise<Item[]>;
  put(item: Item): Promise<void>;
  /** The item before or after the change; `refused` when `onlyIf` did not hold. */
  update(pk: string, sk: string, change: Change): Promise<Item | undefined | 'refused'>;
  delete(pk: string, sk: string): Promise<void>;
}

class TableProblem extends Error {}

/** @throws TableProblem unless the table exists with the keys and the index that this program needs. */
export async function checkTable(config: DynamoDBClientConfig, name: string): Promise<void> {
  const client = new DynamoDBClient(config);
  const answer = await callAws('dynamodb:DescribeTable', (options) =>
    client.send(new DescribeTableCommand({ TableName: name }), options),
  ).catch((error: unknown) => {
    if (!(error instanceof AwsProblem) || error.code !== 'ResourceNotFoundException') throw error;
    throw new TableProblem(`TABLE_NAME: there is no DynamoDB table ${name} in this account and region.`);
  });
  const keys = answer.Table?.KeySchema?.map(({ AttributeName }) => AttributeName).join();
  const indexes = answer.Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
  if (keys !== 'pk,sk') throw new TableProblem(`TABLE_NAME: the keys of ${name} must be pk and sk, not ${keys}.`);
  if (!indexes.includes(CHANNEL_INDEX)) throw new TableProblem(`TABLE_NAME: ${name} lacks the index ${CHANNEL_INDEX}.`);
}

/** @param now Milliseconds since 1970, compared with `ttl`. */
export function createTable(config: DynamoDBClientConfig, name: string, now: () => number): Table {
  const client = DynamoDBDocumentClient.from(withoutLogger(new DynamoDBClient(config)), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const isAlive = (item: Record<string, unknown>) => typeof item.ttl !== 'number' || item.ttl * 1000 > now();
  const alive = (item: Record<string, unknown> | undefined) => (item && isAlive(item) ? (item as Item) : undefined);
  const queryAll = async (input: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> => {
    const items: Item[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await callAws('dynamodb:Query', (options) =>
        client.send(new QueryCommand({ TableName: name, ...input, ExclusiveStartKey }), options),
      );
      items.push(...((page.Items ?? []) as Item[]).filter(isAlive));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  };
  return {
    async get(pk, sk) {
      const input = { TableName: name, Key: { pk, sk }, ConsistentRead: true };
      return alive((await callAws('dynamodb:GetItem', (options) => client.send(new GetCommand(input), options))).Item);
    },
    query: (pk) => queryAll({ ConsistentRead: true, ...keyIs('pk', pk) }),
    queryChannel: (channel) => queryAll({ IndexName: CHANNEL_INDEX, ...keyIs('channel', channel) }),
    async put(item) {
      const input = { TableName: name, Item: item };
      await callAws('dynamodb:PutItem', (options) => client.send(new PutCommand(input), options));
    },
    async update(pk, sk, { update, onlyIf, values, returns = 'after' }) {
      const command = new UpdateCommand({
        TableName: name,
        Key: { pk, sk },
        UpdateExpression: update,
        ...(onlyIf && { ConditionExpression: onlyIf }),
        ...namesIn(`${update} ${onlyIf ?? ''}`),
        ...(Object.keys(values).length > 0 && {
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [`:${key}`, value]),
          ),
        }),
        ReturnValues: returns === 'before' ? 'ALL_OLD' : 'ALL_NEW',
      });
      try {
        return alive((await callAws('dynamodb:UpdateItem', (options) => client.send(command, options))).Attributes);
      } catch (error) {
        if (error instanceof AwsProblem && error.code === 'ConditionalCheckFailedException') return 'refused';
        throw error;
      }
    },
    async delete(pk, sk) {
      const input = { TableName: name, Key: { pk, sk } };
      await callAws('dynamodb:DeleteItem', (options) => client.send(new DeleteCommand(input), options));
    },
  };
}

const keyIs = (key: string, value: string) => ({
  KeyConditionExpression: `#${key} = :${key}`,
  ExpressionAttributeNames: { [`#${key}`]: key },
  ExpressionAttributeValues: { [`:${key}`]: value },
});

/** DynamoDB reserves hundreds of words, so every attribute gets a placeholder. */
function namesIn(expression: string) {
  const names = Object.fromEntries(
    [...expression.matchAll(/#(\w+)/g)].map(([placeholder, name]) => [placeholder, name]),
  );
  return { ExpressionAttributeNames: names as Record<string, string> };
}
