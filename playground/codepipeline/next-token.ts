import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A token's scope and the start of its page. */
export interface TokenContent {
  operation: string;
  accountId: string;
  region: string;
  pipelineName: string;
  /** The execution that the listing is limited to, or empty. */
  executionId: string;
  range: 'All' | 'Latest';
  /** The last item already returned: a row's start and id, or a name. Absent for the first page. */
  after?: { startTime: number; id: string } | undefined;
}

/** `real`, or a function that makes tokens of any look, up to the model's 2,048 characters. */
export type TokenStyle = 'real' | ((content: TokenContent) => string);

export interface TokenMint {
  issue(content: TokenContent, style: TokenStyle): string;
  /** Undefined for a foreign, damaged or expired token. */
  read(token: string): TokenContent | undefined;
  expireAll(): void;
}

const contentSchema = z.object({
  operation: z.string(),
  accountId: z.string(),
  region: z.string(),
  pipelineName: z.string(),
  executionId: z.string(),
  range: z.enum(['All', 'Latest']),
  after: z.object({ startTime: z.number(), id: z.string() }).optional(),
  issued: z.number(),
});
const envelopeSchema = z.object({ encryptedData: z.base64(), ivParameterSpec: z.base64().length(16) });

// Constant, so that tokens in buttons survive a restart.
const KEY = createHash('sha256').update('pipeline-actions playground').digest();
// Recorded tokens: 605 encrypted bytes make 1,184 characters, 602 make the 1,180 of a Latest listing.
const ENCRYPTED_BYTES = { All: 605, Latest: 602 };
const TAG_BYTES = 16;

/** Makes tokens of the service's length and look: encrypted, and different on every call. */
export function createTokenMint(): TokenMint {
  let lastIssued = 0;
  let validFrom = 0;
  const opaque = new Map<string, TokenContent>();
  return {
    issue(content, style) {
      if (style !== 'real') {
        const token = style(content);
        if (token.length < 1 || token.length > 2048) throw new RangeError('A token has 1–2,048 characters');
        opaque.set(token, content);
        return token;
      }
      lastIssued = Math.max(Date.now() * 1000, lastIssued + 1);
      return encrypt({ ...content, issued: lastIssued }, ENCRYPTED_BYTES[content.range] - TAG_BYTES);
    },
    read(token) {
      const known = opaque.get(token);
      if (known) return known;
      const content = decrypt(token);
      return content && content.issued >= validFrom ? content : undefined;
    },
    expireAll() {
      opaque.clear();
      lastIssued = Math.max(Date.now() * 1000, lastIssued + 1);
      validFrom = lastIssued;
    },
  };
}

function encrypt(content: TokenContent & { issued: number }, bytes: number): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', KEY, iv);
  // Padded with spaces, which JSON ignores.
  const text = Buffer.from(JSON.stringify(content));
  const padded = Buffer.concat([text, Buffer.alloc(Math.max(0, bytes - text.length), ' ')]);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  const envelope = {
    encryptedData: encrypted.toString('base64'),
    ivParameterSpec: iv.toString('base64'),
    materialSetSerial: 1,
  };
  return Buffer.from(JSON.stringify(envelope)).toString('base64');
}

function decrypt(token: string): z.infer<typeof contentSchema> | undefined {
  try {
    const envelope = envelopeSchema.parse(JSON.parse(Buffer.from(token, 'base64').toString()));
    const data = Buffer.from(envelope.encryptedData, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', KEY, Buffer.from(envelope.ivParameterSpec, 'base64'));
    decipher.setAuthTag(data.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]).toString();
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
