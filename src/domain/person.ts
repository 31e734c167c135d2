export interface Person {
  id: string;
  name: string;
  teamId: string;
  enterpriseId?: string | undefined;
  /** A current member with a full account: not a bot, a guest or a member of another company. */
  isFull: boolean;
}
