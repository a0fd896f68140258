package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.graph.Graphs;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Rules;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.EvaluatedWork;
import dev.stitch.simulation.SimulatedPath;
import dev.stitch.simulation.WorkResults;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.sending.ContactHoldRepository.Hold;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who and what a {@link CampaignYear} is about. */
final class CampaignCast {

  private CampaignCast() {}

  static final class Person {
    final UUID id;
    final String email;
    final ZoneId zone;
    final ObjectNode fields;
    SuppressionReason suppressed;
    boolean unsubscribed;
    boolean archived;
    boolean leftTopic;
    Hold hold;

    Person(UUID id, String email, ZoneId zone, ObjectNode fields) {
      this.id = id;
      this.email = email;
      this.zone = zone;
      this.fields = fields;
    }
  }

  static final class Template {
    final TemplateDefinition definition;
    final PathPlan plan;
    final Map<UUID, String> mailboxes = new HashMap<>();
    boolean paused;

    Template(TemplateDefinition definition) {
      this.definition = definition;
      ObjectNode graph = TemplateCompiler.compile(definition);
      plan = Graphs.compilePath(graph);
    }
  }

  static final class Enrollment {
    final Template template;
    final Person person;
    final SimulatedPath path;
    final Map<String, StepOutcome> ready = new HashMap<>();
    final Map<String, Instant> tried = new HashMap<>();
    final Set<String> died = new HashSet<>();
    final Set<String> sent = new HashSet<>();
    final Set<UUID> asked = new HashSet<>();

    /** Why its row has ended, or null. */
    String ended;

    boolean begun;
    boolean pausedForGood;

    Enrollment(UUID runId, Template template, Person person) {
      this.template = template;
      this.person = person;
      PathState initial =
          PathState.initial(Rules.CURRENT, runId, template.plan.hash(), 1, null, null, null);
      PathMachine machine = new PathMachine(template.plan);
      PathOwner owner = new PathOwner(runId, null, person.id, null, null);
      path = new SimulatedPath(initial, owner, new Work(this), machine::apply);
    }

    boolean live() {
      return begun && !path.over();
    }

    /** Whether nobody keeps it from going on. */
    boolean free() {
      return live() && ended == null && !path.state().pauses().any() && !template.paused;
    }
  }

  /** Steps that only compute are the product's; a mail comes to what was found out about it. */
  private record Work(Enrollment enrollment) implements WorkResults {

    @Override
    public JourneyInput ofStage(JourneyWork work, JourneyState state, Instant now) {
      throw new IllegalStateException("a template has no stages");
    }

    @Override
    public PathInput ofPath(PathWork work, PathState path, PathOwner owner, Instant now) {
      if (work instanceof PathWork.ExecuteStep step
          && enrollment.ready.containsKey(step.nodeId())) {
        return new PathInput.StepEnded(
            now, step.nodeId(), enrollment.ready.remove(step.nodeId()), 1);
      }
      return new EvaluatedWork(
              new OnePlan(enrollment.template.plan),
              (flow, node) -> List.of(),
              enrollment.person.fields)
          .ofPath(work, path, owner, now);
    }
  }

  private record OnePlan(PathPlan plan) implements PlanLookup {
    @Override
    public JourneyPlan journey(String hash) {
      throw new IllegalStateException("a template has no journey");
    }

    @Override
    public PathPlan path(String hash) {
      return plan;
    }
  }
}
