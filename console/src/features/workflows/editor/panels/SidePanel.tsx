import { Fieldset, Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Flow, GraphFindings, StepType } from '@/client';
import { JsonView } from '@/shared/json/JsonView';
import { May } from '@/shared/session/May';
import { useMay } from '@/shared/session/useMay';
import classes from '../FlowEditor.module.css';
import { isUx, labelOf, nodesOf } from '../model/document';
import { NOTHING, onlyNodes, type Selection } from '../model/selection';
import type { Ways } from '../model/ways';
import { RunHistory } from '../run/RunHistory';
import type { DirectRun } from '../run/useDirectRun';
import { StepTest } from '../test/StepTest';
import type { EditorDocument } from '../useEditorDocument';
import type { Mapping } from '../useMapping';
import { EdgePanel } from './EdgePanel';
import { FlowPanel } from './FlowPanel';
import { JourneysPanel, type SelectedStage } from './JourneysPanel';
import { JsonPanel } from './JsonPanel';
import { MappingPanel } from './MappingPanel';
import { SelectedPanel } from './SelectedPanel';
import { StepPanel } from './StepPanel';
import { VersionsPanel } from './VersionsPanel';

interface Props {
  flow: Flow;
  editor: EditorDocument;
  stepTypes: ReadonlyMap<string, StepType>;
  ways: Ways;
  selection: Selection;
  findings: GraphFindings | undefined;
  mapping: Mapping;
  direct: DirectRun;
  /** Whether somebody is, or was, on the flow; undefined until that is known. */
  hasJourneys: boolean | undefined;
  onSelect: (selection: Selection) => void;
}

/** What stands beside the canvas: the settings of what is selected, and the flow in other ways. */
export function SidePanel(props: Props) {
  const [params, setParams] = useSearchParams();
  const { flow } = props;
  const own = flow.kind === 'bmc' ? 'journeys' : 'runs';
  const asked = params.get('panel') ?? '';
  const tab = ['settings', 'json', 'versions', own].includes(asked)
    ? asked
    : props.hasJourneys === false
      ? 'settings'
      : 'journeys';
  return (
    <aside className={classes.panel} aria-label="Details">
      <Tabs
        value={tab}
        onChange={(next) => setParams({ panel: next ?? '' }, { replace: true })}
        className={classes.tabs}
        keepMounted={false}
        styles={{ tab: { paddingInline: flow.kind === 'bmc' ? 8 : 12 } }}
      >
        <Tabs.List aria-label="Details" px={4}>
          {flow.kind === 'bmc' && <Tabs.Tab value="journeys">Journeys</Tabs.Tab>}
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="json">JSON</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          {flow.kind === 'system' && <Tabs.Tab value="runs">Runs</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="journeys" className={classes.list}>
          <JourneysPanel
            flowId={flow.id}
            stage={selectedStage(props)}
            onEveryStage={() => props.onSelect(NOTHING)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.content}>
          <Settings {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="json" className={classes.content}>
          <May
            needs="editor"
            otherwise={<JsonView label="JSON" value={props.editor.document.graph} />}
          >
            <JsonPanel editor={props.editor} />
          </May>
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={classes.content}>
          <VersionsPanel flow={flow} editor={props.editor} />
        </Tabs.Panel>
        <Tabs.Panel value="runs" className={classes.content}>
          <RunHistory flowId={flow.id} onShow={props.direct.show} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function selectedStage({ editor, selection }: Props): SelectedStage | undefined {
  const [id] = selection.nodes.size === 1 ? selection.nodes : [];
  const node = nodesOf(editor.document.graph).find((each) => each.id === id);
  return node && isUx(node) ? { id: node.id, label: labelOf(node) } : undefined;
}

function Settings(props: Props) {
  const { flow, editor, stepTypes, ways, selection, findings, mapping } = props;
  const mayEdit = useMay('editor');
  const { kind } = flow;
  const { graph } = editor.document;
  const [nodeId] = selection.nodes.size === 1 ? selection.nodes : [];
  const [edgeId] = selection.edges.size === 1 ? selection.edges : [];
  const node = nodesOf(graph).find(({ id }) => id === nodeId);
  const passage = ways.passages.find(({ edge }) => edge.id === edgeId);
  if (selection.nodes.size + selection.edges.size > 1) {
    return (
      <SelectedPanel
        graph={graph}
        selection={selection}
        onSelect={(id) => props.onSelect(onlyNodes([id]))}
      />
    );
  }
  if (node) {
    return (
      <StepPanel
        key={node.id}
        kind={kind}
        node={node}
        type={stepTypes.get(node.type)}
        ways={ways}
        editor={editor}
        findings={findings}
        mayEdit={mayEdit}
        test={
          kind === 'system' && (
            <StepTest
              key={node.id}
              flowId={flow.id}
              node={node}
              ways={ways}
              editor={editor}
              direct={props.direct}
              mayEdit={mayEdit}
            />
          )
        }
      >
        {node.type === 'ux' && kind === 'bmc' && (
          <MappingPanel uxNodeId={node.id} mapping={mapping} mayEdit={mayEdit} />
        )}
      </StepPanel>
    );
  }
  if (passage) {
    return (
      <Fieldset variant="unstyled" disabled={!mayEdit}>
        <EdgePanel
          key={passage.edge.id}
          kind={kind}
          passage={passage}
          ways={ways}
          editor={editor}
          findings={findings}
        />
      </Fieldset>
    );
  }
  return (
    <Fieldset variant="unstyled" disabled={!mayEdit}>
      <FlowPanel kind={kind} editor={editor} />
    </Fieldset>
  );
}
