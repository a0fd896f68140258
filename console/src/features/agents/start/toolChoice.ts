import type { ComboboxItemGroup } from '@mantine/core';
import type { AgentRunner } from './runners';

const GENERAL = [
  'decide',
  'ask.person',
  'contacts.search',
  'contact.read',
  'contact.update',
  'http.fetch',
  'web.search',
  'flow.start',
  'mail.send',
];

const OF_FILES = ['file.list', 'file.read', 'file.write'];

const OF_GIT = ['git.status', 'git.diff', 'git.commit'];

/** What is done on platforms; an agent has it only when somebody names it. */
const ON_PLATFORMS = ['connect', 'follow', 'like', 'comment', 'message', 'post'].map(
  (act) => `engagement.${act}`,
);

/** What an agent has unless somebody takes it away; what a server of tools has is named first. */
export const USUAL_TOOLS: readonly string[] = [...GENERAL, ...OF_FILES, ...OF_GIT];

/** What decides which tools can be of use. */
interface Setting {
  runner: AgentRunner;
  hasWorkspace: boolean;
  /** Names of the connections that lead to servers of tools. */
  servers: readonly string[];
}

/** The tools that can be chosen from. Claude Code has a folder also where there is no workspace. */
export function toolGroups({
  runner,
  hasWorkspace,
  servers,
}: Setting): ComboboxItemGroup<string>[] {
  const workspace = [
    ...(hasWorkspace || runner === 'claude-code' ? OF_FILES : []),
    ...(hasWorkspace ? OF_GIT : []),
  ];
  return [
    { group: 'Of Stitch', items: GENERAL },
    { group: 'On platforms', items: ON_PLATFORMS },
    { group: 'Of the workspace', items: workspace },
    { group: 'Of MCP servers', items: servers.map((server) => `mcp.${server}`) },
  ].filter(({ items }) => items.length > 0);
}

/** Those of the chosen tools that can be chosen now. */
export function offered(chosen: readonly string[], groups: readonly ComboboxItemGroup<string>[]) {
  const all = new Set(groups.flatMap(({ items }) => items));
  return chosen.filter((tool) => all.has(tool));
}

/** A new choice; what is not offered just now stays chosen for when it is again. */
export function chosenAnew(
  before: readonly string[],
  next: readonly string[],
  groups: readonly ComboboxItemGroup<string>[],
): string[] {
  const shown = new Set(offered(before, groups));
  return [...next, ...before.filter((tool) => !shown.has(tool) && !next.includes(tool))];
}
