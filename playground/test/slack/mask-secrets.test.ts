import { expect, test } from '@jest/globals';
import { maskSecrets } from '../../slack/mask-secrets.js';

test('tokens are cut to their kind, other text is left alone', () => {
  expect(maskSecrets('{"token":"abc","a":"xoxb-1-2-x","b":"xapp-1-A-2","note":"fox-trot"}')).toBe(
    '{"token":"…","a":"xoxb-…","b":"xapp-…","note":"fox-trot"}',
  );
});
