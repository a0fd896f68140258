/** Something that the palette offers. */
export interface Ranked {
  label: string;
  description?: string;
  /** What it is found by besides. */
  keywords?: string;
}

export interface RankedGroup<A extends Ranked> {
  group: string;
  actions: A[];
}

/**
 * What fits what is typed, the best first: what begins with it, then what has a word that does,
 * then what has all of its words, then what contains it. Groups stay together.
 */
export function ranked<A extends Ranked>(query: string, groups: RankedGroup<A>[]) {
  const typed = query.trim().toLowerCase();
  if (!typed) {
    return groups;
  }
  return groups
    .map(({ group, actions }) => {
      const fitting = actions
        .map((action) => ({ action, rank: rankOf(typed, action) }))
        .filter(({ rank }) => rank < NONE)
        .sort((one, other) => one.rank - other.rank);
      return {
        group,
        actions: fitting.map(({ action }) => action),
        best: fitting[0]?.rank ?? NONE,
      };
    })
    .filter(({ best }) => best < NONE)
    .sort((one, other) => one.best - other.best)
    .map(({ group, actions }) => ({ group, actions }));
}

/** Of what does not fit. */
const NONE = 4;

function rankOf(typed: string, { label, description = '', keywords = '' }: Ranked) {
  const name = label.toLowerCase();
  const all = `${name} ${description} ${keywords}`.toLowerCase();
  if (name.startsWith(typed)) {
    return 0;
  }
  if (name.includes(` ${typed}`)) {
    return 1;
  }
  if (typed.split(/\s+/).every((word) => ` ${all}`.includes(` ${word}`))) {
    return 2;
  }
  return all.includes(typed) ? 3 : NONE;
}
