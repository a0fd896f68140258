import { BaseEdge, type EdgeProps, Position } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, use } from 'react';
import type { WayEdge } from '../model/drawing';
import type { Point } from '../model/edits';
import classes from './Canvas.module.css';
import { type Insert, InsertContext } from './InsertContext';

/** Pixels between the middles of two edges that join the same nodes: more than a label is high. */
const APART = 34;

/** Pixels that a curve goes straight out of its handle, at least; layers are nearer where it runs down. */
const STRAIGHT = { across: 40, down: 20 };

/** A cubic Bézier curve: where it begins, the two points that bend it, where it ends. */
type Curve = readonly [Point, Point, Point, Point];

function leaving({ x, y }: Point, side: Position, far: number): Point {
  switch (side) {
    case Position.Left:
      return { x: x - far, y };
    case Position.Right:
      return { x: x + far, y };
    case Position.Top:
      return { x, y: y - far };
    case Position.Bottom:
      return { x, y: y + far };
  }
}

const at = ({ x, y }: Point) => `${x},${y}`;

const half = (one: Point, other: Point): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});

/** The point of a curve after a share of it, from 0 to 1. */
function along([a, b, c, d]: Curve, share: number): Point {
  const rest = 1 - share;
  const [u, v, w, z] = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return {
    x: u * a.x + v * b.x + w * c.x + z * d.x,
    y: u * a.y + v * b.y + w * c.y + z * d.y,
  };
}

/** Two curves that join in the middle without a bend. */
function through([start, out, back, end]: Curve, middle: Point): Curve[] {
  const [dx, dy] = [(end.x - start.x) / 4, (end.y - start.y) / 4];
  return [
    [start, half(start, out), { x: middle.x - dx, y: middle.y - dy }, middle],
    [middle, { x: middle.x + dx, y: middle.y + dy }, half(end, back), end],
  ];
}

const drawn = (curves: readonly Curve[]) =>
  curves
    .map(([start, out, back, end], index) => {
      const bend = `C${at(out)} ${at(back)} ${at(end)}`;
      return index === 0 ? `M${at(start)} ${bend}` : bend;
    })
    .join(' ');

/** How far an edge goes out of its handles before it bends. */
function reachOf(start: Point, end: Point, side: Position): number {
  const isAcross = side === Position.Left || side === Position.Right;
  const ahead = isAcross ? end.x - start.x : end.y - start.y;
  const straight = isAcross ? STRAIGHT.across : STRAIGHT.down;
  return ahead >= 2 * straight ? ahead / 2 : straight + Math.sqrt(Math.abs(ahead)) * 4;
}

/** An edge as a curve, aside from the others between the same nodes, with its label in short. */
export function WayEdgeView(props: EdgeProps<WayEdge>) {
  const insert = use(InsertContext);
  const { id, sourcePosition, targetPosition, data, label, markerEnd } = props;
  const [start, end] = [
    { x: props.sourceX, y: props.sourceY },
    { x: props.targetX, y: props.targetY },
  ];
  const far = reachOf(start, end, sourcePosition);
  const curve: Curve = [
    start,
    leaving(start, sourcePosition, far),
    leaving(end, targetPosition, far),
    end,
  ];
  const aside = (data?.lane ?? 0) * APART;
  const isDown = targetPosition === Position.Top;
  const { x, y } = along(curve, 0.5);
  const middle = isDown ? { x: x + aside, y } : { x, y: y + aside };
  const curves = aside ? through(curve, middle) : [curve];
  // Behind the middle, where the label is and where an edge is clicked to select it.
  const place = aside ? along(curves[1] ?? curve, 0.45) : along(curve, 0.72);
  return (
    <>
      {data?.whole && <title>{data.whole}</title>}
      <BaseEdge
        id={id}
        path={drawn(curves)}
        label={label}
        labelX={middle.x}
        labelY={middle.y}
        markerEnd={markerEnd}
        interactionWidth={20}
      />
      {insert && (
        <InsertButton edgeId={id} between={data?.between ?? ''} at={place} insert={insert} />
      )}
    </>
  );
}

interface InsertProps {
  edgeId: string;
  between: string;
  at: Point;
  insert: Insert;
}

/** Puts a step on an edge; it shows while the edge is pointed at, selected or in focus. */
function InsertButton({ edgeId, between, at: { x, y }, insert }: InsertProps) {
  const open = (event: MouseEvent<SVGGElement> | KeyboardEvent<SVGGElement>) => {
    // The edge itself would be selected by the click.
    event.stopPropagation();
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    insert(edgeId, { x: left, y: bottom });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={`Insert between ${between}`}
      className={classes.insert}
      transform={`translate(${x} ${y})`}
      onClick={open}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && open(event)}
    >
      <title>Insert a step</title>
      <circle r={10} />
      <path d="M-4,0H4M0,-4V4" />
    </g>
  );
}
