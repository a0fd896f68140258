import { BaseEdge, type EdgeProps, Position } from '@xyflow/react';
import type { WayEdge } from '../model/drawing';

/** Pixels between the middles of two edges that join the same nodes: more than a label is high. */
const APART = 34;

/** Pixels that a curve goes straight out of its handle, at least. */
const STRAIGHT = 40;

interface Point {
  x: number;
  y: number;
}

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

const curve = (start: Point, out: Point, back: Point, end: Point) =>
  `M${at(start)} C${at(out)} ${at(back)} ${at(end)}`;

/** Two curves that join in the middle without a bend. */
function through(start: Point, out: Point, middle: Point, back: Point, end: Point): string {
  const [dx, dy] = [(end.x - start.x) / 4, (end.y - start.y) / 4];
  const before = { x: middle.x - dx, y: middle.y - dy };
  const after = { x: middle.x + dx, y: middle.y + dy };
  return (
    `M${at(start)} C${at(half(start, out))} ${at(before)} ${at(middle)} ` +
    `C${at(after)} ${at(half(end, back))} ${at(end)}`
  );
}

/** An edge as a curve, aside from the others between the same nodes. */
export function WayEdgeView({
  id,
  sourceX,
  sourceY,
  sourcePosition,
  targetX,
  targetY,
  targetPosition,
  data,
  label,
  markerEnd,
}: EdgeProps<WayEdge>) {
  const [start, end] = [
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
  ];
  const ahead = targetX - sourceX;
  const far = ahead >= 2 * STRAIGHT ? ahead / 2 : STRAIGHT + Math.sqrt(Math.abs(ahead)) * 4;
  const out = leaving(start, sourcePosition, far);
  const back = leaving(end, targetPosition, far);
  const between = (a: number, b: number, c: number, d: number) => (a + 3 * b + 3 * c + d) / 8;
  const middle = {
    x: between(start.x, out.x, back.x, end.x),
    y: between(start.y, out.y, back.y, end.y) + (data?.lane ?? 0) * APART,
  };
  return (
    <BaseEdge
      id={id}
      path={data?.lane ? through(start, out, middle, back, end) : curve(start, out, back, end)}
      label={label}
      labelX={middle.x}
      labelY={middle.y}
      markerEnd={markerEnd}
      interactionWidth={20}
    />
  );
}
