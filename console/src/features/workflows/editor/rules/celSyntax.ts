import { readText, writeText } from './celTexts';

/** The part of CEL that rules are read from. */
export type Cel =
  | { is: 'or' | 'and'; parts: Cel[] }
  | { is: 'not'; of: Cel }
  | { is: 'binary'; sign: BinarySign; left: Cel; right: Cel }
  | { is: 'call'; name: string; on: Cel | null; args: Cel[] }
  | { is: 'path'; parts: readonly string[]; isOptional: boolean }
  | { is: 'literal'; value: string | number | boolean | null }
  | { is: 'list'; items: Cel[] };

export type BinarySign = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';

const BINARY: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', 'in'];

/** Deeper than what rules write; what is deeper is read as none. */
const DEEPEST = 16;

const TOKEN =
  /[ \t\n\f\r]*(?:([A-Za-z_]\w*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|("(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')|(&&|\|\||[=!<>]=|\.\?|\[\?|[!<>()[\],.-]))/y;

interface Token {
  kind: 'name' | 'number' | 'text' | 'sign';
  text: string;
}

/** Words that name nothing. */
const RESERVED = new Set(
  (
    'true false null in as break const continue else for function if import let loop package ' +
    'namespace return var void while'
  ).split(' '),
);

/** Whether a part of a path is written behind a dot; others are written in brackets. */
export const isName = (part: string) => /^[A-Za-z_]\w*$/.test(part) && !RESERVED.has(part);

function tokensOf(source: string): Token[] | null {
  const tokens: Token[] = [];
  const text = source.replace(/[ \t\n\f\r]+$/, '');
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [whole, name, number, quoted, sign] = TOKEN.exec(text) ?? [];
    if (whole === undefined) {
      return null;
    }
    if (name !== undefined) {
      tokens.push({ kind: 'name', text: name });
    } else if (number !== undefined) {
      tokens.push({ kind: 'number', text: number });
    } else if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: quoted });
    } else {
      tokens.push({ kind: 'sign', text: sign ?? '' });
    }
  }
  return tokens;
}

/** Thrown and caught in this file only. */
class NotRead extends Error {}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Cel {
    const cel = this.or();
    if (this.at < this.tokens.length) {
      throw new NotRead();
    }
    return cel;
  }

  private or(): Cel {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw new NotRead();
    }
    const parts = this.joined('||', () => this.joined('&&', () => this.relation(), 'and'), 'or');
    this.depth -= 1;
    return parts;
  }

  private joined(sign: string, next: () => Cel, is: 'or' | 'and'): Cel {
    const first = next();
    const parts = [first];
    while (this.takes(sign)) {
      parts.push(next());
    }
    return parts.length === 1 ? first : { is, parts };
  }

  private relation(): Cel {
    const left = this.unary();
    const sign = this.tokens[this.at]?.text ?? '';
    if (!BINARY.includes(sign)) {
      return left;
    }
    this.at += 1;
    return { is: 'binary', sign: sign as BinarySign, left, right: this.unary() };
  }

  private unary(): Cel {
    if (this.takes('!')) {
      return { is: 'not', of: this.unary() };
    }
    if (this.takes('-')) {
      return { is: 'literal', value: -this.number() };
    }
    return this.member();
  }

  private member(): Cel {
    let cel = this.primary();
    for (;;) {
      if (this.takes('.')) {
        const name = this.name();
        cel = this.takes('(')
          ? { is: 'call', name, on: cel, args: this.items(')') }
          : this.further(cel, name, false);
      } else if (this.takes('.?')) {
        cel = this.further(cel, this.name(), true);
      } else if (this.takes('[')) {
        cel = this.further(cel, this.key(), false);
      } else if (this.takes('[?')) {
        cel = this.further(cel, this.key(), true);
      } else {
        return cel;
      }
    }
  }

  private further(cel: Cel, part: string, isOptional: boolean): Cel {
    if (cel.is !== 'path') {
      throw new NotRead();
    }
    return { is: 'path', parts: [...cel.parts, part], isOptional: cel.isOptional || isOptional };
  }

  private primary(): Cel {
    const token = this.tokens[this.at];
    switch (token?.kind) {
      case 'number':
        return { is: 'literal', value: this.number() };
      case 'text':
        return { is: 'literal', value: this.text() };
      case 'name':
        return this.named();
      case 'sign':
      case undefined:
        break;
    }
    if (this.takes('(')) {
      const inside = this.or();
      this.must(')');
      return inside;
    }
    this.must('[');
    return { is: 'list', items: this.items(']') };
  }

  private named(): Cel {
    const word = this.tokens[this.at]?.text;
    if (word === 'true' || word === 'false' || word === 'null') {
      this.at += 1;
      return { is: 'literal', value: word === 'null' ? null : word === 'true' };
    }
    const name = this.name();
    return this.takes('(')
      ? { is: 'call', name, on: null, args: this.items(')') }
      : { is: 'path', parts: [name], isOptional: false };
  }

  private items(end: string): Cel[] {
    const items: Cel[] = [];
    while (!this.takes(end)) {
      if (items.length > 0) {
        this.must(',');
      }
      items.push(this.or());
    }
    return items;
  }

  private key(): string {
    const key = this.text();
    this.must(']');
    return key;
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== 'name' || RESERVED.has(token.text)) {
      throw new NotRead();
    }
    this.at += 1;
    return token.text;
  }

  private text(): string {
    const token = this.tokens[this.at];
    const text = token?.kind === 'text' ? readText(token.text) : null;
    if (text === null) {
      throw new NotRead();
    }
    this.at += 1;
    return text;
  }

  private number(): number {
    const token = this.tokens[this.at];
    const text = token?.kind === 'number' ? token.text : '';
    const number = text === '' ? Number.NaN : Number(text);
    // CEL keeps whole numbers that this language would round.
    const isRounded = /^\d+$/.test(text) && !Number.isSafeInteger(number);
    if (!Number.isFinite(number) || isRounded) {
      throw new NotRead();
    }
    this.at += 1;
    return number;
  }

  private takes(sign: string): boolean {
    const token = this.tokens[this.at];
    const isThere = token?.kind === 'sign' && token.text === sign;
    this.at += isThere ? 1 : 0;
    return isThere;
  }

  private must(sign: string) {
    if (!this.takes(sign)) {
      throw new NotRead();
    }
  }
}

/** Reads an expression; null when it has something that rules do not know. */
export function readCel(source: string): Cel | null {
  const tokens = tokensOf(source);
  if (tokens === null) {
    return null;
  }
  try {
    return new Reader(tokens).whole();
  } catch (error) {
    if (error instanceof NotRead) {
      return null;
    }
    throw error;
  }
}

/** A path as text: `contact.company`, `steps["a-b"].output`; with marks where parts may be missing. */
export function writePath(parts: readonly string[], optionalFrom = parts.length): string {
  return parts
    .map((part, index) => {
      const mark = index >= optionalFrom ? '?' : '';
      if (index === 0) {
        return part;
      }
      return isName(part) ? `.${mark}${part}` : `[${mark}${writeText(part)}]`;
    })
    .join('');
}

/** The parts of a field that is written as a path; null when it is something else. */
export function readPath(source: string): readonly string[] | null {
  const cel = readCel(source);
  return cel?.is === 'path' && !cel.isOptional ? cel.parts : null;
}
