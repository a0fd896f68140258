import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { plural } from '@/shared/format/number';
import classes from './Diff.module.css';
import { type PatchLine, unmasked } from './patch';

/** As many lines as a browser draws at once without being felt. */
const SHOWN = 1_000;

/** The lines of one file's change, with their numbers before and after it. */
export function DiffLines({ lines }: { lines: PatchLine[] }) {
  const [whole, { open }] = useDisclosure(false);
  const shown = whole ? lines : lines.slice(0, SHOWN);
  const left = lines.length - shown.length;
  return (
    <>
      <div className={classes.lines}>
        {shown.map(({ kind, text, before, after }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and do not move
          <div key={index} className={classes.line} data-kind={kind}>
            <span className={classes.number}>{before}</span>
            <span className={classes.number}>{after}</span>
            <code className={classes.text}>{unmasked(text)}</code>
          </div>
        ))}
      </div>
      {left > 0 && (
        <Button size="compact-sm" variant="default" m="xs" onClick={open}>
          Show {plural(left, 'more line', 'more lines')}
        </Button>
      )}
    </>
  );
}
