import type { Stage } from '@/client';
import { keptStages, leftRequest, leftStages } from './leftStages';

const stage = (uxNodeId: string, counts: Record<string, number>, label?: string): Stage => ({
  uxNodeId,
  label,
  counts,
  total: Object.values(counts).reduce((sum, count) => sum + count, 0),
});

const node = (id: string, label: string) => ({
  id,
  type: 'ux',
  label,
  position: { x: 0, y: 0 },
  data: {},
});

const GRAPH = { nodes: [node('won', 'Renamed'), node('new', 'New')], edges: [] };

it('a stage is left when the draft lacks its id and people are under way there', () => {
  const left = leftStages(GRAPH, [
    stage('begun', { waiting: 2, completed: 5 }, 'Begun'),
    stage('won', { active: 3 }, 'Won'),
    stage('old', { cancelled: 4 }, 'Old'),
  ]);
  expect(left).toEqual([{ value: 'begun', label: 'Begun', live: 2 }]);
});

it('whoever is not sent anywhere stays, and each stage that is left is named', () => {
  const left = leftStages({ nodes: [], edges: [] }, [
    stage('begun', { waiting: 1 }),
    stage('won', { active: 1 }),
  ]);
  expect(leftRequest(left, { begun: 'new', gone: 'new' })).toEqual({
    nodeMap: { begun: 'new' },
    stay: ['won'],
  });
  expect(keptStages(GRAPH)).toEqual([
    { value: 'won', label: 'Renamed' },
    { value: 'new', label: 'New' },
  ]);
});
