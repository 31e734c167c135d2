import { TOKENS } from './token-shapes.js';

/** Goes first, since it spans lines: a rule for keys would mask its first line only. */
export const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g;

/** Password options with the programs that take them: `mysql -pPASS`, `redis-cli -a PASS`. */
const OPTIONS: [programs: string, option: string][] = [
  ['mysql|mysqldump|mysqladmin|mysqlimport|mysqlsh|mariadb|mariadb-dump|mariadb-admin|7za?|7zr', '-p'],
  ['sshpass', '-p ?'],
  ['(?:docker|podman|buildah|nerdctl|helm registry|oras|az|az acr) login', '-p[ =]?'],
  ['mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport', '-p[ =]?'],
  ['redis-cli|keydb-cli|valkey-cli', '-a '],
  ['ldap(?:search|modify|add|delete|passwd|whoami)', '-w '],
  ['sqlcmd|bcp|zip|unzip', '-P ?'],
  ['curl', '(?:-u|--user|-U|--proxy-user)[ =]["\']?[^\\s:"\']{1,200}:'],
  ['skopeo', '--(?:src-|dest-)?creds[ =]["\']?[^\\s:"\']{1,200}:'],
  ['smbclient', '-U ["\']?[^\\s%"\']{1,200}%'],
  ['openssl', '-pass(?:in|out)? ["\']?pass:'],
  ['keytool|jarsigner|apksigner', '-(?:src|dest)?(?:store|key)pass '],
  ['configure', 'set [\\w.-]*(?:secret|token|password)\\w* '],
];

const behindOption = ([programs, option]: [string, string]) =>
  new RegExp(`(?<=\\b(?:${programs})\\b(?:[^\\n|;&]{0,300})\\s${option}["']?)[^\\s"'\`|;&-][^\\s"'\`|;&]*`, 'g');

export const SHAPES: RegExp[] = [
  // An AWS secret access key is any 40 characters of base64: mask only near a word, or a key id, that says so.
  /(?<![\w/+=])(?=[\w/+]{40}(?![\w/+=]))(?=\S{0,39}[A-Z])(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?<=(?:[Ss]ecret|SECRET|[Aa]ccess[ _-]?[Kk]ey|ACCESS_KEY|A[KS]IA[A-Z0-9]{16})[^\n]{0,60})[\w/+]{40}/g,
  TOKENS,
  // A JWT starts at the start of a word; otherwise partial matches would make this quadratic.
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /(?<=https:\/\/hooks\.slack(?:-gov)?\.com\/)(?:services|workflows|triggers)\/[^\s"'<>]+/g,
  /(?<=https:\/\/(?:[\w-]+\.)?(?:webhook\.office\.com\/webhookb2|discord(?:app)?\.com\/api\/webhooks)\/)[^\s"'<>]+/g,
  /(?<=:\/\/[^\s/:@"']{0,200}:)[^\s/"'<>]{1,500}(?=@)/g,
  /(?<=:\/\/)[\w-]{20,500}(?=@)/g,
  /(?<=\b(?:Bearer|Basic)\s)(?=\S*\d)[A-Za-z0-9+/=_.~-]{16,}/gi,
  /(?<=[?&](?:X-Amz-Signature|X-Amz-Security-Token|Signature|sig)=)[^\s&"'<>]{8,}/gi,
  ...OPTIONS.map(behindOption),
  // Text piped into a program that reads a password.
  /(?<=\becho\s(?:-n\s)?["']?)[^\s"'|]+(?=["']?\s*\|[^\n|]{0,200}(?:--password-stdin|--with-token|sudo\s+-S))/g,
];
