package dev.stitch.activities.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Plans;
import dev.stitch.journey.JourneyView;
import dev.stitch.machine.Act;
import dev.stitch.machine.JourneyRecord;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.Rules;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.FlowKind;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.store.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pure machine alone and the workflows that are driven by it come to the same, whatever the
 * flows and whatever happens: {@code -Dstitch.seed=S} draws a failure again, {@code
 * -Dstitch.seeds=N} draws that many.
 */
@Tag("server")
class AgreementTest {

  private static final int SEEDS = 6;
  private static final int STIMULI = 12;

  private JourneyWorld world;

  /** Each has a server of its own: a workflow that has closed may hold the clock of its server. */
  @BeforeEach
  void start() {
    world = new JourneyWorld();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  static List<Long> seeds() {
    long first = Long.getLong("stitch.seed", System.nanoTime());
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("stitch.seeds", SEEDS); i++) {
      seeds.add(first + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "-Dstitch.seed={0}")
  @MethodSource("seeds")
  void machineAndWorkflowAgree(long seed) {
    Random random = new Random(seed);
    Case drawn = new Case(world, random);
    LiveJourney live = new LiveJourney(world, drawn.entityId);
    PureJourney pure = drawn.pure();
    RandomStimuli stimuli = new RandomStimuli(random);
    List<Stimulus> story = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    try {
      awaitAgreement(live, pure);
      while (pure.state().closed() == null) {
        ends.add((int) pure.state().nextSeq());
        Stimulus next = story.size() < STIMULI ? stimuli.next(pure) : stimuli.giveUp();
        story.add(next);
        live.take(next, refusal(pure, next));
        pure.take(next);
        awaitAgreement(live, pure);
      }
      ends.add((int) pure.state().nextSeq());
      JourneyWorld.await(
          () -> live.runs().equals(runs(pure)), () -> live.runs() + "\nbut " + runs(pure));
      assertThat(inParts(live.events(), ends)).isEqualTo(inParts(events(pure), ends));
      assertThat(live.view().metadata())
          .isEqualTo(JourneyWorld.json(pure.state().metadata().toString()));

      List<String> rows = live.rows();
      world.flushes.comeAgain(drawn.entityId, random);
      assertThat(live.rows()).as("late flushes change nothing").isEqualTo(rows);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(drawn + "\nafter " + story, failure);
    }
  }

  private static Optional<Refusal> refusal(PureJourney pure, Stimulus stimulus) {
    return stimulus instanceof Stimulus.Acted(Act act) ? pure.refusal(act) : Optional.empty();
  }

  /** Waits until the workflow has come as far, and stands, is and waits as the machine does. */
  private static void awaitAgreement(LiveJourney live, PureJourney pure) {
    List<String> expected =
        inWords(pure.state().nextSeq(), pure.state().nodeId(), pure.status(), pure.waitingOn());
    JourneyWorld.await(
        () -> inWords(live.view()).equals(expected),
        () -> inWords(live.view()) + "\nbut the machine alone " + expected);
  }

  private static List<String> inWords(JourneyView view) {
    return inWords(view.events(), view.currentNodeId(), view.status(), view.waitingOn());
  }

  private static List<String> inWords(
      long nextSeq, String nodeId, Enum<?> status, List<WaitingOn> waits) {
    List<String> words = new ArrayList<>(List.of(nextSeq + " events", nodeId, status.name()));
    waits.stream()
        .map(wait -> wait.kind() + " " + wait.nodeId() + " " + wait.runId() + " " + wait.detail())
        .sorted()
        .forEach(words::add);
    return words;
  }

  /** What happened between two stimuli has no order where paths run side by side. */
  private static List<List<String>> inParts(List<String> events, List<Integer> ends) {
    assertThat(events).hasSize(ends.getLast());
    List<List<String>> parts = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      parts.add(events.subList(from, end).stream().sorted().toList());
      from = end;
    }
    return parts;
  }

  private static List<String> events(PureJourney pure) {
    return pure.events().stream().map(AgreementTest::inWords).toList();
  }

  private static String inWords(JourneyRecord event) {
    return String.join(
        " ",
        lower(event.type()),
        String.valueOf(event.fromNode()),
        String.valueOf(event.toNode()),
        String.valueOf(event.runId()),
        event.actor());
  }

  private static Map<UUID, String> runs(PureJourney pure) {
    Map<UUID, String> runs = new TreeMap<>();
    pure.runs().forEach((id, run) -> runs.put(id, lower(run.status()) + " " + nodes(run)));
    return runs;
  }

  private static Map<String, String> nodes(PathState run) {
    Map<String, String> nodes = new TreeMap<>();
    for (Map.Entry<String, NodeState> node : run.nodes().entrySet()) {
      nodes.put(node.getKey(), lower(node.getValue().status()));
    }
    return nodes;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Flows as drawn, published and mapped, and an entity whose journey has begun. */
  private static final class Case {

    private final List<JsonNode> graphs = new ArrayList<>();
    private final Map<String, JsonNode> byHash = new HashMap<>();
    private final Map<String, List<MappedFlow>> mapping = new HashMap<>();
    private final JourneyWorld world;
    private final UUID contactId;
    private final UUID flowId;
    private final UUID entityId;

    Case(JourneyWorld world, Random random) {
      this.world = world;
      contactId = world.contact("Ada", Ids.next() + "@example.org");
      RandomFlows draw = new RandomFlows(random);
      int stages = 1 + random.nextInt(3);
      flowId = world.flow(FlowKind.BMC, "journey " + Ids.next(), keep(draw.business(stages)));
      for (int stage = 0; stage < stages; stage++) {
        for (int i = random.nextInt(3); i > 0; i--) {
          map("u" + stage, keep(draw.system()), random.nextInt(2));
        }
      }
      mapping
          .values()
          .forEach(
              flows ->
                  flows.sort(
                      Comparator.comparing(MappedFlow::position)
                          .thenComparing(flow -> flow.systemFlowId().toString())));
      entityId = world.start(flowId, contactId);
    }

    private JsonNode keep(JsonNode graph) {
      graphs.add(graph);
      byHash.put(Graphs.hash(graph), graph);
      return graph;
    }

    private void map(String uxNodeId, JsonNode graph, int position) {
      String name = "path " + graphs.size() + " " + Ids.next();
      UUID system = world.flow(FlowKind.SYSTEM, name, graph);
      world.map(flowId, uxNodeId, system, position);
      PlanVersion version = new PlanVersion(1, Graphs.hash(graph));
      mapping
          .computeIfAbsent(uxNodeId, node -> new ArrayList<>())
          .add(
              new MappedFlow(
                  system, name, version, position, null, Graphs.compilePath(graph).isolation()));
    }

    PureJourney pure() {
      Plans plans = new Plans(byHash::get);
      PlanLookup lookup =
          new PlanLookup() {
            @Override
            public JourneyPlan journey(String hash) {
              return plans.journey(hash);
            }

            @Override
            public PathPlan path(String hash) {
              return plans.path(hash);
            }
          };
      PlanVersion version = new PlanVersion(1, Graphs.hash(graphs.getFirst()));
      return new PureJourney(
          lookup,
          JourneyState.initial(Rules.CURRENT, entityId, contactId, flowId, version, null),
          mapping);
    }

    @Override
    public String toString() {
      return String.join("\n", graphs.stream().map(JsonNode::toString).toList());
    }
  }
}
