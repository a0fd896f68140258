import { badRowsCsv } from './badRows';

it('writes each bad row with its line, what is wrong and its text', () => {
  const file = 'email,name\r\nnobody,"A"\n=cmd(),B\n';

  expect(
    badRowsCsv(
      [
        { line: 2, message: "email: 'nobody' is not an e-mail address" },
        { line: 3, message: 'bad' },
        { line: 9, message: 'beyond' },
      ],
      file,
    ),
  ).toBe(
    '"line","problem","row"\r\n' +
      `"2","email: 'nobody' is not an e-mail address","nobody,""A"""\r\n` +
      `"3","bad","'=cmd(),B"\r\n` +
      '"9","beyond",""\r\n',
  );
});

it('writes rows whole that go over several lines', () => {
  const file = 'email,name\nnobody,"A\nB"\nnext,C\nlast,"open\n';

  const csv = badRowsCsv(
    [
      { line: 2, message: 'bad' },
      { line: 5, message: 'bad' },
    ],
    file,
  );

  expect(csv).toContain('"2","bad","nobody,""A\nB"""\r\n');
  expect(csv).toContain('"5","bad","last,""open\n"\r\n');
});
