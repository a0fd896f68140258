/*
 * Texts as CEL writes them between quotes. `rules.json`, in the tests of the module workflows, is a
 * table of texts and rules that both this folder and the engine's CEL are tested against.
 */

const NAMED: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '`': '`',
  '?': '?',
};

const ESCAPE =
  /\\(?:([abfnrtv\\"'`?])|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/** Code points that no text has: halves of pairs, and what is beyond the last one. */
const isNoText = (code: number) => (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff;

/** What a quoted text says; null when it is written in a way that CEL refuses. */
export function readText(quoted: string): string | null {
  const [quote = ''] = quoted;
  let text = '';
  let at = 1;
  while (at < quoted.length - 1) {
    const sign = quoted.charAt(at);
    if (sign === quote || sign === '\n' || sign === '\r') {
      return null;
    }
    if (sign !== '\\') {
      text += sign;
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    const [whole, named, byte, short, long, octal] = ESCAPE.exec(quoted) ?? [];
    if (whole === undefined) {
      return null;
    }
    if (named !== undefined) {
      text += NAMED[named];
    } else {
      const hex = byte ?? short ?? long;
      const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
      if (isNoText(code)) {
        return null;
      }
      text += String.fromCodePoint(code);
    }
    at += whole.length;
  }
  return text;
}

const SHORT: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text between quotes. */
export function writeText(text: string): string {
  const inside = text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is written otherwise
    /[\\"\u0000-\u001f\u007f]/g,
    (sign) => SHORT[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${inside}"`;
}
