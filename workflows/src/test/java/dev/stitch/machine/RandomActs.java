package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Does to a journey what people and the outside may do, sensible or not, some of it twice. */
final class RandomActs {

  private static final String ADA = "user:ada";

  private final RandomJourney journey;
  private final Random random;
  private final RandomPlans draw;
  private int ids;

  RandomActs(RandomJourney journey) {
    this.journey = journey;
    this.random = journey.random;
    this.draw = journey.draw;
  }

  void disturb(int times) {
    for (int i = 0; i < times; i++) {
      switch (random.nextInt(14)) {
        case 0 -> journey.fireTimer();
        case 1 -> event();
        case 2, 3 -> journey.act(act());
        case 4 -> journey.comeAgain();
        case 5 -> {
          journey.pass(random.nextInt(120));
          journey.work();
        }
        case 6 -> {
          if (random.nextInt(4) == 0) {
            directRunEnds();
          }
        }
        case 7 -> {
          List<WaitingOn> callbacks = journey.callbacks();
          if (!callbacks.isEmpty()) {
            WaitingOn asked = draw.pick(callbacks);
            journey.answerCallback(asked.runId(), asked.nodeId());
          }
        }
        default -> journey.work();
      }
    }
  }

  private void event() {
    String id = random.nextInt(4) == 0 ? "event-1" : "event-" + ++ids;
    journey.apply(
        new JourneyInput.Happened(
            journey.now(),
            new ExternalEvent(id, draw.pick(RandomPlans.EVENTS), number("n", ids), null)));
  }

  /** At the node where the entity stands or elsewhere, well or not. */
  private void directRunEnds() {
    boolean well = random.nextBoolean();
    journey.apply(
        new JourneyInput.PathEnded(
            journey.now(),
            new UUID(7, ++ids),
            random.nextBoolean() ? journey.state().nodeId() : "u0",
            TestPlans.flowId("direct"),
            new PathEnd(
                well ? RunStatus.COMPLETED : RunStatus.FAILED,
                null,
                well ? null : new StepFailure(FailureCode.REJECTED, "no"),
                null,
                number("direct", ids),
                null)));
  }

  private Act act() {
    String id = random.nextInt(8) == 0 ? "act-1" : "act-" + ++ids;
    PauseOwner owner = draw.pick(List.of(PauseOwner.ENTITY, PauseOwner.FLOW));
    return switch (random.nextInt(15)) {
      case 0 -> new MoveAct(id, ADA, node());
      case 1 -> new AdvanceAct(id, ADA);
      case 2 -> new PauseAct(id, ADA, owner, draw.pick(List.of(TimerMode.values())));
      case 3, 4 -> new ResumeAct(id, ADA, owner, draw.pick(List.of(ResumeMode.values())));
      case 5, 6 -> retry(id);
      case 7 -> new SkipAct(id, ADA, run(), null);
      case 8 -> new SkipAct(id, ADA, run(), "s" + random.nextInt(7));
      case 9 -> random.nextInt(4) == 0 ? new CancelAct(id, ADA, "enough") : new AdvanceAct(id, ADA);
      case 10, 11 -> answer(id);
      case 12 -> new MigrateAct(id, ADA, draw.pick(journey.versions()), nodeMap(), null);
      case 13 -> start(id);
      default -> {
        UUID run = run();
        yield new ControlRunAct(
            id,
            ADA,
            run == null ? new UUID(1, 1) : run,
            draw.pick(List.of(ControlRunAct.Control.values())),
            draw.pick(List.of(TimerMode.values())),
            draw.pick(List.of(ResumeMode.values())));
      }
    };
  }

  /** At the stage where the entity stands, mostly; few flows, so that some have begun there. */
  private Act start(String id) {
    PlanVersion plan = random.nextInt(25) == 0 ? null : draw.pick(journey.pathVersions());
    Isolation isolation = plan == null ? Isolation.CHILD : journey.isolation(plan);
    return new StartFlowAct(
        id,
        ADA,
        random.nextInt(5) == 0 ? node() : journey.state().nodeId(),
        new MappedFlow(
            TestPlans.flowId("late-" + random.nextInt(3)),
            "late",
            plan,
            random.nextInt(3),
            null,
            isolation));
  }

  private Act retry(String id) {
    boolean latest = random.nextInt(3) == 0;
    return new RetryAct(
        id,
        ADA,
        run(),
        draw.pick(List.of(Act.RetryFrom.values())),
        latest ? Act.RetryVersion.LATEST : Act.RetryVersion.PINNED,
        latest ? draw.pick(journey.pathVersions()) : null);
  }

  private Act answer(String id) {
    List<OpenTask> tasks = List.copyOf(journey.state().tasks().values());
    if (tasks.isEmpty()) {
      return new SetMetadataAct(id, ADA, number("x", random.nextInt(5)));
    }
    OpenTask task = draw.pick(tasks);
    List<String> choices = new ArrayList<>(task.choices());
    choices.add("nonsense");
    JsonNode answer = JsonNodeFactory.instance.objectNode().put("uxNodeId", "u0");
    return new AnswerTaskAct(id, ADA, task.id(), draw.pick(choices), answer);
  }

  /** A run of this stage, one that nobody knows, or none. */
  private UUID run() {
    List<UUID> runs = new ArrayList<>(journey.state().slots().keySet());
    runs.add(new UUID(1, 1));
    return random.nextInt(3) == 0 ? null : draw.pick(runs);
  }

  private Map<String, String> nodeMap() {
    return random.nextBoolean() ? Map.of(journey.state().nodeId(), node()) : Map.of();
  }

  /** A UX node of one version or the other, or none of either. */
  private String node() {
    return draw.pick(List.of("u0", "v0", "u1", "v1", "system-u0"));
  }

  private static JsonNode number(String name, int value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
