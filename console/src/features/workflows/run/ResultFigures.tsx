import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { isRecord } from './outputReference';
import classes from './RunSummary.module.css';
import { SummaryCard } from './SummaryCard';

/** The run's own counters say these. */
const COUNTED: ReadonlySet<string> = new Set(['skipped', 'errors']);

/** What a run has counted in its result besides, such as how many contacts are new. */
export function ResultFigures({ result }: { result: unknown }) {
  const counted = Object.entries(isRecord(result) ? result : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && !COUNTED.has(entry[0]),
  );
  return (
    counted.length > 0 && (
      <dl className={classes.cards} aria-label="Result">
        {counted.map(([name, count]) => (
          <SummaryCard key={name} label={wordsOf(name)}>
            {formatCount(count)}
          </SummaryCard>
        ))}
      </dl>
    )
  );
}

/** `profilesRead` becomes `Profiles read`. */
const wordsOf = (name: string) =>
  humanize(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
