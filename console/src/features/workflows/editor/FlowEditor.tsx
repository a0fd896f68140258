import { Alert, Badge, Button, Group, Popover, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Panel, useReactFlow } from '@xyflow/react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Flow, GraphProblem, Stage, StepType } from '@/client';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { useAddressed, useAddressedDisclosure } from '@/shared/layout/useAddressedDisclosure';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { useFlowEntities } from '../entities/flowEntities';
import { ABOVE } from './above';
import { Canvas } from './canvas/Canvas';
import { useFit } from './canvas/useFit';
import { useReveal } from './canvas/useReveal';
import { useProposal } from './draft/useProposal';
import classes from './FlowEditor.module.css';
import { ApartContext } from './model/ApartContext';
import type { Direction } from './model/direction';
import { labelOf, nodesOf } from './model/document';
import { draw, isMappedId, sizes } from './model/drawing';
import { withWarnings } from './model/findings';
import { inLabels } from './model/labels';
import { arrange } from './model/layout';
import { lint } from './model/lint';
import { among, NOTHING, onlyEdge, onlyNodes, type Selection } from './model/selection';
import { readWays } from './model/ways';
import { Palette } from './panels/Palette';
import { PanelToggle } from './panels/PanelToggle';
import { ProblemsChip } from './panels/ProblemsChip';
import { SidePanel } from './panels/SidePanel';
import { RunDialog } from './run/RunDialog';
import { RunDock } from './run/RunDock';
import { useDirectRun } from './run/useDirectRun';
import { ConflictDialog } from './save/ConflictDialog';
import { useSave } from './save/useSave';
import { SeedDialog } from './seed/SeedDialog';
import { Toolbar } from './Toolbar';
import { useCanvasEdits } from './useCanvasEdits';
import { useEditorDocument } from './useEditorDocument';
import { useEditorView } from './useEditorView';
import { useFindings } from './useFindings';
import { useMapping } from './useMapping';
import { usePublish } from './usePublish';
import { LiveVersion } from './versions/LiveVersion';

const PublishDialog = lazy(async () => ({
  default: (await import('./publish/PublishDialog')).PublishDialog,
}));

const DraftDialog = lazy(async () => ({
  default: (await import('./draft/DraftDialog')).DraftDialog,
}));

const StartMappedDialog = lazy(async () => ({
  default: (await import('./mapping/StartMappedDialog')).StartMappedDialog,
}));

const NO_STAGES: readonly Stage[] = [];

interface Props {
  flow: Flow;
  /** All there are: which branches a step has, and so what its edges mean, depends on its type. */
  stepTypes: readonly StepType[];
}

/** A flow under edit: palette, canvas, details. */
export function FlowEditor({ flow, stepTypes: types }: Props) {
  const { kind } = flow;
  const { fitView } = useReactFlow();
  const mayEdit = useMay('editor');
  const mayRun = useMay('operator');
  const editor = useEditorDocument(flow, mayEdit);
  const [chosen, setChosen] = useState<Selection>(NOTHING);
  const saving = useSave(flow.id, editor);
  const publish = usePublish(flow.id, saving.save);
  const [isPublishing, publishing] = useDisclosure(false);
  const [isDescribing, describing] = useDisclosure(false);
  const asked = useProposal(flow.id, saving.save);
  const direct = useDirectRun(flow.id, saving.save);
  const [isSeeding, seeding] = useAddressedDisclosure('start');
  // A link must run nothing by itself.
  useAddressed('run', direct.ask, kind === 'system' && mayRun);
  const canHaveJourneys = kind === 'bmc' && typeof flow.latestVersion === 'number';
  const entities = useFlowEntities(flow.id, canHaveJourneys).query.data;
  const stages = entities?.stages ?? NO_STAGES;
  const mapping = useMapping(flow.id, kind === 'bmc', saving.save, stages);
  const found = useFindings(kind, editor.document.graph, editor.document.inputSchema);
  const stepTypes = useMemo(() => new Map(types.map((type) => [type.id, type])), [types]);
  const watched = useQuery({
    ...getRunOptions({ path: { id: direct.watched ?? '' } }),
    enabled: direct.watched !== null,
  }).data;
  const { graph } = editor.document;
  const nodeNames = useMemo(
    () => new Map(nodesOf(graph).map((node) => [node.id, labelOf(node)])),
    [graph],
  );
  const statuses = new Map(
    Object.entries(watched?.nodeStates ?? {}).map(([id, { status }]) => [id, status]),
  );
  const ways = useMemo(() => readWays(graph, kind, stepTypes), [graph, kind, stepTypes]);
  const findings = useMemo(
    () =>
      withWarnings(
        inLabels(found, nodesOf(graph), stepTypes),
        kind === 'bmc' && !mapping.isKnown ? [] : lint(graph, kind, ways, mapping.all),
      ),
    [found, graph, kind, ways, stepTypes, mapping.isKnown, mapping.all],
  );
  const view = useEditorView(graph);
  const { direction } = view;
  const drawn = draw(editor.document, {
    kind,
    direction,
    ways,
    stepTypes,
    mappings: mapping.all,
    findings,
    statuses,
    stages,
  });
  const selection = among(chosen, drawn);
  const showAll = useFit();
  const reveal = useReveal();
  const edits = useCanvasEdits({
    kind,
    editor,
    stepTypes,
    direction,
    selection,
    select: setChosen,
    reveal,
  });

  const tidy = async (next: Direction) => {
    const places = await arrange(graph, next, sizes(drawn, next));
    // Drawn before the canvas is asked to fit, which goes by where the nodes are then.
    flushSync(() => {
      view.setDirection(next);
      edits.arrange(places);
    });
    void showAll();
  };
  const mapToSelected = (systemFlowId: string) => {
    const [stage] = [...selection.nodes].filter((id) => !isMappedId(id));
    if (stage) {
      void mapping.map(systemFlowId, stage);
    }
  };
  const show = ({ nodeId, edgeId }: GraphProblem) => {
    if (nodeId) {
      setChosen(onlyNodes([nodeId]));
      void fitView({ nodes: [{ id: nodeId }], duration: 250, maxZoom: 1 });
    } else if (edgeId) {
      setChosen(onlyEdge(edgeId));
    }
  };
  useHotkeys([
    ['mod+Z', editor.undo],
    ['mod+shift+Z', editor.redo],
    ['mod+Y', editor.redo],
    ['mod+D', edits.duplicate],
    ['mod+A', () => setChosen(onlyNodes(nodesOf(graph).map(({ id }) => id)))],
  ]);
  useHotkeys([['mod+S', () => void saving.save()]], []);

  const runsBeside = view.isRunDocked && direct.dialog.kind !== 'closed';
  const running = { flowId: flow.id, flowName: editor.document.name, nodeNames, direct };
  const palette = (
    <Palette
      kind={kind}
      stepTypes={types}
      onAdd={(type) => edits.add(type)}
      onMap={mapToSelected}
    />
  );

  return (
    <Page
      title={editor.document.name || 'Flow without a name'}
      above={ABOVE}
      full
      trailing={
        <Group gap={6} wrap="nowrap">
          <Badge variant="light" radius="sm" tt="none" color={kind === 'bmc' ? 'iris' : 'gray'}>
            {kind === 'bmc' ? 'Business flow' : 'System flow'}
          </Badge>
          <Text size="xs" c="dimmed" truncate maw={420}>
            <span role="status">{editor.isDirty ? 'Not saved yet' : 'Saved'}</span>
            {' · '}
            <LiveVersion flow={flow} />
          </Text>
        </Group>
      }
      actions={
        <Toolbar
          kind={kind}
          editor={editor}
          isPublished={typeof flow.latestVersion === 'number'}
          isSaving={saving.isSaving}
          isRunning={direct.isBusy}
          isPublishing={publish.isPending}
          mayEdit={mayEdit}
          mayRun={mayRun}
          direction={direction}
          onArrange={(next) => void tidy(next)}
          onDescribe={describing.open}
          onSave={() => void saving.save()}
          onRun={direct.run}
          onPublish={() => {
            publish.reset();
            publishing.open();
          }}
          onSeed={seeding.open}
        />
      }
    >
      {editor.restoredFrom && (
        <Alert className={classes.banner} icon={<IconHistory size={18} />} p="xs">
          <Group justify="space-between">
            <Text size="sm">
              Your work from <RelativeTime at={editor.restoredFrom} />, which was not saved, is here
              again.
            </Text>
            <Button size="compact-xs" variant="default" onClick={editor.discard}>
              Discard it
            </Button>
          </Group>
        </Alert>
      )}
      <div className={classes.body}>
        {mayEdit && view.palette.isShown && <div className={classes.palette}>{palette}</div>}
        <Canvas
          kind={kind}
          stepTypes={types}
          direction={direction}
          drawn={drawn}
          selection={selection}
          isFixed={!mayEdit}
          onSelect={(change) => setChosen((known) => change(among(known, drawn)))}
          onMove={edits.move}
          onConnect={edits.connect}
          onDelete={edits.remove}
          onDropStep={edits.add}
          onAddAtEnd={edits.addAtEnd}
          onInsert={edits.insert}
          onMap={(systemFlowId, uxNodeId, from) => void mapping.map(systemFlowId, uxNodeId, from)}
        >
          <Panel position="top-left">
            <Group gap="xs">
              {mayEdit && (
                <>
                  <PanelToggle
                    side="left"
                    name="palette"
                    panel={view.palette}
                    className={classes.wide}
                  />
                  <Popover position="bottom-start" shadow="md">
                    <Popover.Target>
                      <Button
                        className={view.palette.isShown ? classes.add : undefined}
                        size="compact-xs"
                        leftSection={<IconPlus size={13} />}
                      >
                        Add
                      </Button>
                    </Popover.Target>
                    <Popover.Dropdown p={0} className={classes.dropdown}>
                      {palette}
                    </Popover.Dropdown>
                  </Popover>
                </>
              )}
              <ProblemsChip findings={findings} nodeNames={nodeNames} onShow={show} />
            </Group>
          </Panel>
          {!runsBeside && (
            <Panel position="top-right">
              <PanelToggle side="right" name="details" panel={view.details} />
            </Panel>
          )}
          {watched && (
            <Panel position="bottom-center">
              <Group className={classes.watched} gap="sm">
                <StatusBadge status={watched.status} />
                <Button size="compact-xs" variant="default" onClick={() => direct.show(watched.id)}>
                  Show the run
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={direct.stopWatching}
                >
                  Clear
                </Button>
              </Group>
            </Panel>
          )}
        </Canvas>
        {runsBeside && <RunDock {...running} onUndock={() => view.setRunDocked(false)} />}
        {!runsBeside && view.details.isShown && (
          <ApartContext value={editor.apart}>
            <SidePanel
              flow={flow}
              editor={editor}
              stepTypes={stepTypes}
              ways={ways}
              selection={selection}
              findings={findings}
              mapping={mapping}
              direct={direct}
              hasJourneys={canHaveJourneys ? entities && entities.total > 0 : false}
              onSelect={setChosen}
            />
          </ApartContext>
        )}
      </div>
      <Suspense>
        {isPublishing && (
          <PublishDialog
            name={editor.document.name}
            kind={kind}
            graph={graph}
            findings={findings}
            nodeNames={nodeNames}
            stages={stages}
            isPending={publish.isPending}
            movedBy={publish.data?.bulkOperationId}
            onPublish={(request) =>
              publish.mutate(request, {
                onSuccess: (published) => !published?.bulkOperationId && publishing.close(),
              })
            }
            onClose={publishing.close}
          />
        )}
        {mapping.offered && (
          <StartMappedDialog
            flowId={flow.id}
            offered={mapping.offered}
            stage={nodeNames.get(mapping.offered.uxNodeId) ?? mapping.offered.uxNodeId}
            standing={mapping.standing(mapping.offered.uxNodeId)}
            onClose={mapping.closeOffer}
          />
        )}
        {isDescribing && (
          <DraftDialog
            editor={editor}
            asked={asked}
            onTaken={() => setChosen(NOTHING)}
            onClose={describing.close}
          />
        )}
      </Suspense>
      <SeedDialog
        flow={flow}
        opened={isSeeding && canHaveJourneys && mayRun}
        onClose={seeding.close}
      />
      {!view.isRunDocked && <RunDialog {...running} onDock={() => view.setRunDocked(true)} />}
      <ConflictDialog
        conflict={saving.conflict}
        base={editor.saved.document}
        mine={editor.document}
        onResolve={(resolution) => void saving.resolve(resolution)}
        onClose={saving.leaveConflict}
      />
    </Page>
  );
}
