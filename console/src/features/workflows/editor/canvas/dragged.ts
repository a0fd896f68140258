const STEP = 'application/x-stitch-step';
const FLOW = 'application/x-stitch-flow';

export type Dragged = { kind: 'step'; type: string } | { kind: 'flow'; flowId: string };

/** Lets something be dragged from the palette onto the canvas. */
export function carry(transfer: DataTransfer, item: Dragged) {
  transfer.setData(
    item.kind === 'step' ? STEP : FLOW,
    item.kind === 'step' ? item.type : item.flowId,
  );
  transfer.effectAllowed = 'copy';
}

export function draggedItem(transfer: DataTransfer): Dragged | null {
  const type = transfer.getData(STEP);
  const flowId = transfer.getData(FLOW);
  return type ? { kind: 'step', type } : flowId ? { kind: 'flow', flowId } : null;
}
