import type { Query, QueryClient } from '@tanstack/react-query';

/** Milliseconds between two rounds, so that a busy server is not asked at every event. */
const PAUSE = 400;

/** Milliseconds after which what an event brings about elsewhere has come about. */
const AFTER = 600;

interface GeneratedKey {
  _id?: string;
  path?: { id?: string };
}

/** Whether a query of the generated client is one of these (see `outdatedBy`). */
export function isAmong(outdated: ReadonlySet<string>, query: Pick<Query, 'queryKey'>): boolean {
  const key = query.queryKey[0] as GeneratedKey | undefined;
  if (!key?._id) {
    return false;
  }
  return outdated.has(key._id) || outdated.has(`${key._id}:${key.path?.id}`);
}

/**
 * Reads again what events have made old: at once when nothing happened lately, else in rounds. A
 * round ends before the next begins, so answers are never older than the events before them.
 */
export class QueryRefresher {
  private outdated = new Set<string>();
  private running = false;
  private readonly later = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: QueryClient,
    private readonly pause = PAUSE,
  ) {}

  mark(names: Iterable<string>) {
    for (const name of names) {
      this.outdated.add(name);
    }
    if (!this.running && this.outdated.size > 0) {
      this.running = true;
      void this.run();
    }
  }

  /** The same a moment later; what is marked again meanwhile is read once, and not put off. */
  markLater(names: Iterable<string>, after = AFTER) {
    for (const name of names) {
      this.later.add(name);
    }
    if (this.later.size > 0 && this.timer === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        const due = [...this.later];
        this.later.clear();
        this.mark(due);
      }, after);
    }
  }

  /** Forgets what is to be read later. */
  stop() {
    clearTimeout(this.timer);
  }

  private async run() {
    while (this.outdated.size > 0) {
      const round = this.outdated;
      this.outdated = new Set();
      const these = { predicate: (query: Query) => isAmong(round, query) };
      const isFirstReadUnderWay = this.client
        .getQueryCache()
        .findAll({ ...these, fetchStatus: 'fetching' })
        .some((query) => query.state.data === undefined);
      await this.client.invalidateQueries(these);
      if (isFirstReadUnderWay) {
        // That read was not begun anew, so it may not have seen the event.
        this.outdated = new Set([...this.outdated, ...round]);
      }
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    this.running = false;
  }
}
