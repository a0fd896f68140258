import type { GraphNode, JsonObject, StepType } from '@/client';
import { durationWords } from '@/shared/format/isoDuration';
import { plural } from '@/shared/format/number';
import { conditionWords } from '../rules/rules';
import { isUx } from './document';

type Glance = (data: JsonObject) => (string | false | undefined)[];

/** Longest text that a node or an edge is given; what it has room for is less. */
const LONGEST = 120;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const record = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const duration = (value: unknown, before: string) => {
  const iso = text(value);
  return iso && `${before} ${durationWords(iso)}`;
};

const condition = (value: unknown) => {
  const cel = text(value);
  return cel && conditionWords(cel);
};

/** The first of some settings that is there. */
const first =
  (...names: string[]): Glance =>
  (data) => [names.map((name) => text(data[name])).find((said) => said !== undefined)];

const names: Glance = ({ values }) => [Object.keys(record(values)).join(', ')];

const hours = (value: unknown) => {
  const { from, to } = record(value);
  return (text(from) || text(to)) && `between ${text(from) ?? '00:00'} and ${text(to) ?? '24:00'}`;
};

const engagement: Glance = ({ platform, text: said, note, target }) => [
  text(platform),
  text(said) ?? text(note) ?? text(target),
];

const GLANCES: Readonly<Record<string, Glance>> = {
  ux: ({ advance, event, deadline }) => [
    advance === 'manual' && 'until somebody says so',
    advance === 'on_event' && `until ${text(event) ?? 'an event'}`,
    duration(deadline, 'at most'),
  ],
  wait: ({ duration: long, until, window }) => [
    duration(long, 'for'),
    text(until) && `until ${until}`,
    hours(window),
  ],
  'wait.event': ({ event, match, timeout }) => [
    text(event),
    condition(match) && `if ${condition(match)}`,
    duration(timeout, 'at most'),
  ],
  condition: ({ expression }) => [condition(expression)],
  switch: ({ cases }) => list(cases).map((each) => condition(record(each).expression)),
  split: ({ branches }) => [
    list(branches)
      .map((branch) => record(branch).weight)
      .join(' : '),
  ],
  'email.send': (data) => [
    text(data.subject) ??
      text(record(list(data.variants)[0]).subject) ??
      (text(data.mailTemplate) && 'a saved mail'),
    text(data.to) && `to ${data.to}`,
  ],
  'human.task': ({ title, assignee, dueIn }) => [
    text(title),
    text(assignee) && `by ${assignee}`,
    duration(dueIn, 'within'),
  ],
  'http.request': ({ method, url }) => [text(url) && `${text(method) ?? 'GET'} ${url}`],
  set: names,
  transform: names,
  'contact.update': names,
  'contact.create': first('email'),
  'contact.archive': first('contact'),
  'contact.merge': ({ from, into }) => [text(from) && text(into) && `${from} → ${into}`],
  'contact.query': ({ filter, limit }) => [
    ...Object.entries(record(filter)).map(([name, value]) => `${name} ${String(value)}`),
    typeof limit === 'number' && `at most ${limit}`,
  ],
  for_each: ({ items, concurrency }) => [
    text(items),
    typeof concurrency === 'number' && `${concurrency} at once`,
  ],
  sync: ({ platform, type }) => [text(platform), text(type)],
  enrich: ({ fields }) => [list(fields).map(String).join(', ')],
  'git.clone': ({ repo, branch }) => [text(repo), text(branch)],
  'git.diff': ({ since }) => [text(since) && `since the ${since}`],
  'llm.generate': first('prompt'),
  'llm.extract': first('prompt'),
  // Its flow is named by an id, which tells nobody anything.
  subflow: ({ input }) => [
    Object.keys(record(input)).length > 0 &&
      `with ${plural(Object.keys(record(input)).length, 'value')}`,
  ],
  ...Object.fromEntries(
    ['comment', 'connect', 'follow', 'like', 'message', 'post'].map((act) => [
      `engagement.${act}`,
      engagement,
    ]),
  ),
};

/** What a type of ours has nothing of its own for, and types of others: the first text they need. */
function general(type: StepType | undefined): Glance {
  const required = list(type?.schema.required).map(String);
  const properties = Object.keys(record(type?.schema.properties));
  return first(...required, ...properties);
}

/** What a node is set to do, in a line; null where nothing is set. */
export function glanceOf(node: GraphNode, type: StepType | undefined): string | null {
  const key = isUx(node) ? 'ux' : node.type;
  const said = (GLANCES[key] ?? general(type))(node.data ?? {});
  return oneLine(said.filter(Boolean).join(' · ')) || null;
}

/** A text in one line, cut where it is longer than anything has room for. */
export function oneLine(long: string, longest = LONGEST): string {
  const line = long.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
