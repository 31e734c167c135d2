/** Problems that stop the bot for everyone until an operator acts. */
export const TROUBLES = ['slack-token', 'aws-access', 'queue', 'table', 'dead-letters'] as const;
export type TroubleKind = (typeof TROUBLES)[number];

export interface Trouble {
  kind: TroubleKind;
  code: string; // Slack's or AWS's error, safe to log
  since: Date;
}

interface Call {
  call: string;
  error?: string | undefined;
}

interface Sign {
  kind: TroubleKind;
  calls: RegExp;
  final: RegExp;
  isLasting: boolean;
}

const NO_ACCESS =
  /AccessDenied|NotExist|NonExistent|NotFound|Kms|Credentials|Signature|Token|UnrecognizedClient|OptIn|TimeTooSkewed/;
const CREDENTIALS =
  /Credentials|Signature|ExpiredToken|InvalidClientToken|UnrecognizedClient|MissingAuthentication|TimeTooSkewed/;
const SLACK_TOKEN =
  /^(not_authed|invalid_auth|account_inactive|token_revoked|token_expired|team_disabled|user_removed_from_team)$/;

const SIGNS: Sign[] = [
  { kind: 'slack-token', calls: /^[a-z]+\.[\w.]+$/, final: SLACK_TOKEN, isLasting: false },
  { kind: 'aws-access', calls: /^codepipeline:/, final: CREDENTIALS, isLasting: false },
  { kind: 'queue', calls: /^sqs:ReceiveMessage$/, final: NO_ACCESS, isLasting: true },
  { kind: 'table', calls: /^dynamodb:/, final: NO_ACCESS, isLasting: true },
];
const EXPECTED = /^ConditionalCheckFailed/; // expected: another process was faster
const LASTS_MS = 60_000; // throttling and short outages are no trouble yet

export interface Troubles {
  hear(call: Call): void;
  /** Any number but 0 is trouble. */
  hearDeadLetters(count: number): void;
  current(): Trouble[];
}

/** Deduces troubles from calls; `tell` is called when one begins and when it ends. */
export function createTroubles(now: () => Date, tell: (trouble: Trouble, isOver: boolean) => void): Troubles {
  const suspected = new Map<TroubleKind, Trouble>();
  const open = new Map<TroubleKind, Trouble>();
  const bad = (kind: TroubleKind, code: string, isCertain: boolean) => {
    const trouble = suspected.get(kind) ?? { kind, code, since: now() };
    suspected.set(kind, trouble);
    const lasts = now().getTime() - trouble.since.getTime() >= LASTS_MS;
    if (open.has(kind) || !(isCertain || lasts)) return;
    open.set(kind, { ...trouble, code });
    tell({ ...trouble, code }, false);
  };
  const good = (kind: TroubleKind) => {
    suspected.delete(kind);
    const trouble = open.get(kind);
    open.delete(kind);
    if (trouble) tell(trouble, true);
  };
  return {
    hear({ call, error }) {
      for (const { kind, calls, final, isLasting } of SIGNS) {
        if (!calls.test(call)) continue;
        if (error === undefined || EXPECTED.test(error)) good(kind);
        else if (final.test(error) || isLasting) bad(kind, error, final.test(error));
      }
    },
    hearDeadLetters: (count) => (count > 0 ? bad('dead-letters', `${count}`, true) : good('dead-letters')),
    current: () => [...open.values()],
  };
}
