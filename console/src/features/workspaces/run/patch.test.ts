import { linesOf, unmasked } from './patch';

const PATCH = `diff --git a/run.sh b/run.sh
old mode 100644
new mode 100755
index 1111111..2222222
--- a/run.sh
+++ b/run.sh
@@ -8,3 +8,3 @@ main() {
 keep
--- was a comment of SQL
+++ counts
 end
@@ -20 +20,2 @@
-last
\\ No newline at end of file
+last
+more
`;

const told = (patch: string) => linesOf(patch).map(({ kind, text }) => `${kind}: ${text}`);

describe('a patch', () => {
  it('is read into lines, also where they look like headers', () => {
    expect(told(PATCH)).toEqual([
      'note: old mode 100644',
      'note: new mode 100755',
      'hunk: @@ -8,3 +8,3 @@ main() {',
      'context:  keep',
      'deleted: --- was a comment of SQL',
      'added: +++ counts',
      'context:  end',
      'hunk: @@ -20 +20,2 @@',
      'deleted: -last',
      'note: \\ No newline at end of file',
      'added: +last',
      'added: +more',
    ]);
  });

  it('numbers its lines in the old and in the new file', () => {
    const numbers = linesOf(PATCH)
      .filter(({ kind }) => kind !== 'hunk' && kind !== 'note')
      .map(({ before, after }) => [before, after]);
    expect(numbers).toEqual([
      [8, 8],
      [9, undefined],
      [undefined, 9],
      [10, 10],
      [20, undefined],
      [undefined, 20],
      [undefined, 21],
    ]);
  });

  it('that is cut anywhere shows no line that was not there', () => {
    const whole = linesOf(PATCH);
    for (let length = 0; length <= PATCH.length; length++) {
      const lines = linesOf(PATCH.slice(0, length));
      expect(lines.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, lines.length - 1)));
    }
  });

  it('of a file that became something else shows both of its parts', () => {
    const patch = [
      'diff --git a/x b/x',
      'deleted file mode 100644',
      '--- a/x',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-text',
      'diff --git a/x b/x',
      'new file mode 120000',
      '--- /dev/null',
      '+++ b/x',
      '@@ -0,0 +1 @@',
      '+target',
      '\\ No newline at end of file',
      '',
    ].join('\n');
    expect(told(patch)).toEqual([
      'note: deleted file mode 100644',
      'hunk: @@ -1 +0,0 @@',
      'deleted: -text',
      'note: new file mode 120000',
      'hunk: @@ -0,0 +1 @@',
      'added: +target',
      'note: \\ No newline at end of file',
    ]);
  });

  it.each(['', 'no patch', 'diff --git a/a b/b\nsimilarity index 100%\n', '@@ -1 +1 @'])(
    'without a change of lines has none: %j',
    (patch) => expect(linesOf(patch)).toEqual([]),
  );
});

it('marks that turn the direction of a text are spelled out', () => {
  expect(unmasked('if (admin\u202e) // ö 👩‍💻')).toBe('if (admin[U+202E]) // ö 👩‍💻');
});
