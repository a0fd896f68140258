import type { GraphNode, StepType } from '@/client';
import { aRandomGraph, aSeed, randomOf } from '@/testing/randomGraphs';
import { nodesOf } from './document';
import { glanceOf } from './glance';

const said = (type: string, data: GraphNode['data'], of?: StepType) =>
  glanceOf({ id: 'n', type, data }, of);

describe('what a node is set to do', () => {
  it.each([
    ['wait', { duration: 'P3D' }, 'for 3 days'],
    ['wait', { window: { from: '09:00', to: '17:00' } }, 'between 09:00 and 17:00'],
    ['wait.event', { event: 'paid', timeout: 'P1W' }, 'paid · at most 1 week'],
    ['condition', { expression: 'contact.company != ""' }, 'company is not empty'],
    ['condition', { expression: 'size(contact.tags) > 1' }, 'size(contact.tags) > 1'],
    [
      'split',
      {
        branches: [
          { name: 'a', weight: 1 },
          { name: 'b', weight: 3 },
        ],
      },
      '1 : 3',
    ],
    ['email.send', { subject: 'Hello\n there', to: 'a@b.c' }, 'Hello there · to a@b.c'],
    ['email.send', { variants: [{ name: 'a', subject: 'Hi' }] }, 'Hi'],
    ['human.task', { title: 'Shall we?', dueIn: 'PT2H' }, 'Shall we? · within 2 hours'],
    ['http.request', { method: 'POST', url: 'https://x.test' }, 'POST https://x.test'],
    ['contact.update', { values: { title: '"CEO"', 'attributes.a': '1' } }, 'title, attributes.a'],
    ['engagement.like', { platform: 'x', target: 'latest_post' }, 'x · latest_post'],
    [
      'ux',
      { advance: 'on_event', event: 'signed', deadline: 'P1D' },
      'until signed · at most 1 day',
    ],
    ['wait', {}, null],
    ['ux', undefined, null],
  ] as const)('is said in a line: %s %j', (type, data, words) => {
    expect(said(type, data as GraphNode['data'])).toBe(words);
  });

  it('is the first text that a type of others needs', () => {
    const type = {
      id: 'own.step',
      schema: { required: ['city'], properties: { note: {}, city: {} } },
    } as unknown as StepType;
    expect(said('own.step', { note: 'n', city: 'Bern' }, type)).toBe('Bern');
    expect(said('unheard.of', { note: 'n' })).toBeNull();
  });

  it('is cut where it is long', () => {
    expect(said('llm.generate', { prompt: 'a'.repeat(5000) })).toHaveLength(120);
  });

  it('is said, or not, of whatever a draft holds', () => {
    const seed = aSeed();
    for (let round = 0; round < 200; round++) {
      for (const node of nodesOf(aRandomGraph(randomOf(seed + round)))) {
        expect([null, 'string']).toContain(glanceOf(node, undefined) && 'string');
      }
    }
  });
});
