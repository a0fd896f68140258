import { named } from './findings';

const NAMES = new Map([
  ['n1', 'Begun'],
  ['n2', 'Won'],
]);

it('a problem is told with the names that people see', () => {
  const ofNode = { nodeId: 'n1', message: "Node 'n1' (Begun): no way leads here" };
  const ofEdge = { edgeId: 'e1', message: "Edge 'e1' (n1 → n2): “Priority” must be a number" };
  const ofAll = { message: 'A system flow needs at least one step' };
  expect(named(ofNode, NAMES)).toBe('Begun: no way leads here');
  expect(named(ofEdge, NAMES)).toBe('Begun → Won: “Priority” must be a number');
  expect(named(ofAll, NAMES)).toBe('A system flow needs at least one step');
});
