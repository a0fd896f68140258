import type { DraftGraph, FlowKind } from '@/client';
import { aRandomGraph, aSeed, randomOf, STEP_TYPES } from '@/testing/randomGraphs';
import { soundEdges, storedBranch, storedBranches } from '@/testing/storedBranches';
import { edgesOf, nodesOf } from './document';
import { draw, type StepNode } from './drawing';
import { connect, copy, paste, remove } from './edits';
import { branchAt, handleOf, readWays, wordFor } from './ways';

// Hundreds of graphs take seconds where others are at work too.
vi.setConfig({ testTimeout: 30_000 });

const GRAPHS = 300;

const drawnOf = (graph: DraftGraph, kind: FlowKind) =>
  draw(
    { name: '', graph, inputSchema: null },
    {
      kind,
      direction: 'right',
      ways: readWays(graph, kind, STEP_TYPES),
      stepTypes: STEP_TYPES,
      mappings: [],
      findings: undefined,
      statuses: new Map(),
      stages: [],
    },
  );

/** For each drawn edge the word at the handle that it begins at. */
function drawnBranches(graph: DraftGraph, kind: FlowKind): [string, string | null][] {
  const { nodes, edges } = drawnOf(graph, kind);
  return edges.map(({ id, source, sourceHandle }) => {
    const node = nodes.find(
      (each): each is StepNode => each.id === source && each.type !== 'mapped',
    );
    const handles = node?.data.ways.filter((way) => handleOf(way) === sourceHandle) ?? [];
    expect(handles).toHaveLength(1);
    const word = handles[0] ? wordFor(handles[0]) : 'nothing';
    return [id, word === 'any branch' ? null : word];
  });
}

function forRandomGraphs(check: (graph: DraftGraph, kind: FlowKind, random: () => number) => void) {
  const seed = aSeed();
  console.info(`first seed ${seed}, ${GRAPHS} graphs`);
  for (let index = 0; index < GRAPHS; index++) {
    const random = randomOf(seed + index);
    const graph = aRandomGraph(random);
    try {
      check(graph, random() < 0.25 ? 'bmc' : 'system', random);
    } catch (failure) {
      throw new Error(`STITCH_SEED=${seed + index} breaks this: ${JSON.stringify(graph)}`, {
        cause: failure,
      });
    }
  }
}

describe('any graph', () => {
  it('is drawn with each edge at the branch that is stored', () => {
    forRandomGraphs((graph, kind) => {
      expect(drawnBranches(graph, kind)).toEqual(storedBranches(graph));
    });
  });

  it('shows every edge between the same nodes in a lane of its own', () => {
    forRandomGraphs((graph, kind) => {
      const lanes = readWays(graph, kind, STEP_TYPES).passages.map(
        ({ edge, lane }) => `${edge.source} ${edge.target} ${lane}`,
      );
      expect(new Set(lanes).size).toBe(lanes.length);
    });
  });

  it('stores the branch of the handle that an edge is drawn from, and leaves the others', () => {
    forRandomGraphs((graph, kind, random) => {
      const { nodes } = drawnOf(graph, kind);
      const ways = readWays(graph, kind, STEP_TYPES);
      const [source, target] = [nodes[0], nodes.at(-1)];
      const handles = source ? ways.of(source.id) : [];
      const way = handles[Math.floor(random() * handles.length)];
      if (!source || !target || source === target || !way || way.kind === 'closed') {
        return;
      }
      const branch = branchAt(ways, source.id, handleOf(way));
      const next = connect(graph, ways, { source: source.id, target: target.id, branch });
      const before = new Map(drawnBranches(graph, kind));
      const after = drawnBranches(next, kind);
      const leads = soundEdges(next).filter(
        (edge) =>
          edge.source === source.id &&
          edge.target === target.id &&
          storedBranch(next, edge) === way.branch,
      );
      expect(leads.length).toBeGreaterThan(0);
      for (const [id, drawn] of after) {
        expect(before.has(id) ? before.get(id) : way.branch).toBe(drawn);
      }
    });
  });

  it('keeps the branches of what is copied, pasted and removed', () => {
    forRandomGraphs((graph, kind, random) => {
      const sound = { nodes: nodesOf(graph), edges: soundEdges(graph) };
      const ids = new Set(sound.nodes.filter(() => random() < 0.6).map(({ id }) => id));
      const clip = copy(sound, ids);
      const { graph: next, ids: pasted } = paste(sound, clip);
      const [before, after] = [sound, next].map((each) => new Map(drawnBranches(each, kind)));
      const copies = edgesOf(next).slice(sound.edges.length);
      expect(copies.map(({ id }) => after?.get(id))).toEqual(
        clip.edges.map(({ id }) => before?.get(id)),
      );
      expect(drawnBranches(remove(next, new Set(pasted), new Set()), kind)).toEqual([
        ...(before ?? []),
      ]);
    });
  });
});
