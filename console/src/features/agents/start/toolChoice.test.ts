import { chosenAnew, offered, toolGroups, USUAL_TOOLS } from './toolChoice';

const NOTHING = { runner: 'sdk', hasWorkspace: false, servers: [] } as const;

const all = (groups: ReturnType<typeof toolGroups>) => groups.flatMap(({ items }) => items);

describe('the choice of tools', () => {
  it('has those of files and git only where there is a workspace', () => {
    expect(all(toolGroups(NOTHING))).not.toContain('file.read');
    expect(all(toolGroups({ ...NOTHING, hasWorkspace: true }))).toEqual(
      expect.arrayContaining(['file.read', 'git.commit']),
    );
  });

  it('has those of files for Claude Code in any case, which works in a folder of its own', () => {
    const tools = all(toolGroups({ ...NOTHING, runner: 'claude-code' }));
    expect(tools).toContain('file.write');
    expect(tools).not.toContain('git.commit');
  });

  it('names the tools of a server by its connection, and takes none of them unasked', () => {
    const groups = toolGroups({ ...NOTHING, servers: ['tickets'] });
    expect(all(groups)).toContain('mcp.tickets');
    expect(offered(USUAL_TOOLS, groups)).not.toContain('mcp.tickets');
  });

  it('keeps what is not offered for the time when it is again', () => {
    const without = toolGroups(NOTHING);
    const chosen = chosenAnew(USUAL_TOOLS, ['decide'], without);
    expect(offered(chosen, without)).toEqual(['decide']);
    expect(offered(chosen, toolGroups({ ...NOTHING, hasWorkspace: true }))).toEqual([
      'decide',
      'file.list',
      'file.read',
      'file.write',
      'git.status',
      'git.diff',
      'git.commit',
    ]);
  });
});
