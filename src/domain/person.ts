/** Somebody in Slack, as far as it matters to who may act. */
export interface Person {
  id: string;
  /** The real name. */
  name: string;
  teamId: string;
  enterpriseId?: string | undefined;
  /** A person with a full account: no bot, no guest, nobody of another company, nobody who has left. */
  isFull: boolean;
}
