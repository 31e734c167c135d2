import { TOKENS } from './token-shapes.js';

/** First of all, for it spans lines: behind a key only its first line would be taken for the value. */
export const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g;

/** Options by which programs take a password, each with the programs that do: `mysql -pPASS`, `redis-cli -a PASS`. */
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

/** What credentials look like, and where a credential stands in a URL or a command. */
export const SHAPES: RegExp[] = [
  // An AWS secret access key is 40 characters of base64: one only near a word, or a key id, that says so.
  /(?<![\w/+=])(?=[\w/+]{40}(?![\w/+=]))(?=\S{0,39}[A-Z])(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?<=(?:[Ss]ecret|SECRET|[Aa]ccess[ _-]?[Kk]ey|ACCESS_KEY|A[KS]IA[A-Z0-9]{16})[^\n]{0,60})[\w/+]{40}/g,
  TOKENS,
  // A JWT begins nowhere within a word: else many half ones would be read to the end of the text, each.
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /(?<=https:\/\/hooks\.slack(?:-gov)?\.com\/)(?:services|workflows|triggers)\/[^\s"'<>]+/g,
  /(?<=https:\/\/(?:[\w-]+\.)?(?:webhook\.office\.com\/webhookb2|discord(?:app)?\.com\/api\/webhooks)\/)[^\s"'<>]+/g,
  /(?<=:\/\/[^\s/:@"']{0,200}:)[^\s/"'<>]{1,500}(?=@)/g,
  /(?<=:\/\/)[\w-]{20,500}(?=@)/g,
  /(?<=\b(?:Bearer|Basic)\s)(?=\S*\d)[A-Za-z0-9+/=_.~-]{16,}/gi,
  /(?<=[?&](?:X-Amz-Signature|X-Amz-Security-Token|Signature|sig)=)[^\s&"'<>]{8,}/gi,
  ...OPTIONS.map(behindOption),
  // What is piped into a program that reads a password.
  /(?<=\becho\s(?:-n\s)?["']?)[^\s"'|]+(?=["']?\s*\|[^\n|]{0,200}(?:--password-stdin|--with-token|sudo\s+-S))/g,
];
