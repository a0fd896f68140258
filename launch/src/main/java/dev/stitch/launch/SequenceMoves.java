package dev.stitch.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.campaign.SequenceMove;
import dev.stitch.campaign.SequenceNodes;
import dev.stitch.graph.Plans;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.ResumePoint;
import dev.stitch.model.RunStatus;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.MoveRepository;
import dev.stitch.store.campaign.MoveRepository.Behind;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves enrollments that are under way to the newest graph of their template: the run is cancelled
 * and retried by another one, which takes over what is done, as when a failed run is retried with
 * the latest version. A move that is interrupted between the two is finished later.
 */
@Singleton
public class SequenceMoves {

  private final Database database;
  private final MoveRepository moves;
  private final TemplateRepository templates;
  private final EnrollmentRepository enrollments;
  private final RunRepository runs;
  private final SequenceLauncher sequences;
  private final Plans plans;
  private final Clock clock = Clock.systemUTC();

  SequenceMoves(
      Database database,
      MoveRepository moves,
      TemplateRepository templates,
      EnrollmentRepository enrollments,
      RunRepository runs,
      SequenceLauncher sequences,
      Plans plans) {
    this.database = database;
    this.moves = moves;
    this.templates = templates;
    this.enrollments = enrollments;
    this.runs = runs;
    this.sequences = sequences;
    this.plans = plans;
  }

  /** Why an enrollment stays on its graph, in a word; empty when it can move. */
  public Optional<String> obstacle(Behind enrollment) {
    if (enrollment.status() == EnrollmentStatus.PAUSED) {
      return Optional.of("paused");
    }
    if (enrollment.newestHash() == null) {
      return Optional.of("no_steps");
    }
    if (enrollment.moving() == null
        && (enrollment.runEnded() || enrollment.waitingOn().isEmpty())) {
      // A step is under way; it is not to be interrupted.
      return Optional.of("busy");
    }
    return fits(enrollment, enrollment.newestHash(), enrollment.currentStep())
        ? Optional.empty()
        : Optional.of("changed_step");
  }

  private boolean fits(Behind enrollment, String newestHash, int currentStep) {
    return SequenceMove.fits(
        plans.path(enrollment.planHash()), plans.path(newestHash), currentStep);
  }

  /**
   * Begins to move an enrollment that nothing hinders.
   *
   * @return whether its run is to be cancelled now; false when it has gone on or ended meanwhile,
   *     or somebody else has begun to move it
   */
  public boolean begin(Behind enrollment) {
    if (enrollment.moving() != null) {
      return true;
    }
    ObjectNode waits = Jsonb.object();
    for (JsonNode wait : enrollment.waitingOn()) {
      if (wait.path("kind").asText().equals("timer") && wait.path("until").isTextual()) {
        waits.set(wait.path("nodeId").asText(), wait.get("until"));
      }
    }
    ObjectNode moving = Jsonb.object();
    moving.set("waits", waits);
    moving.put("since", clock.instant().toString());
    return moves.begin(enrollment, moving);
  }

  /**
   * Has an enrollment whose run has ended for its move go on by the newest graph, or by its own
   * where that one has gone or fits no more. While its template is paused nothing happens: it goes
   * on later.
   *
   * @return how to start the new run; empty when the enrollment has ended, or its run had come to
   *     its own end before
   */
  public Optional<Launch> finish(UUID enrollmentId, String actor) {
    return database.transaction(
        () -> {
          // Shared, so that a pause of the template comes before the new run or finds it.
          boolean active =
              enrollments
                  .find(enrollmentId)
                  .flatMap(row -> templates.findForShare(row.templateId()))
                  .filter(template -> template.status() == TemplateStatus.ACTIVE)
                  .isPresent();
          Optional<Behind> found = moves.findForUpdate(enrollmentId).filter(Behind::runEnded);
          if (!active || found.isEmpty()) {
            return Optional.empty();
          }
          Behind enrollment = found.get();
          Optional<Launch> launch =
              runs.find(enrollment.runId())
                  .filter(run -> run.status() == RunStatus.CANCELLED)
                  .flatMap(run -> next(enrollment, run, actor));
          if (launch.isEmpty()) {
            moves.stay(enrollmentId);
          }
          return launch;
        });
  }

  private Optional<Launch> next(Behind enrollment, RunRow run, String actor) {
    @Nullable JsonNode input = run.config().get("workflowInput");
    Optional<JsonNode> state = runs.resumeState(run.id());
    if (input == null || state.isEmpty()) {
      return Optional.empty();
    }
    PathArguments before = read(input, PathArguments.class);
    ResumePoint left = read(state.get(), ResumePoint.class);
    // Its run is cancelled: whatever became of the steps meanwhile, it has to go on by some.
    // Where it stood is asked of the run, which may have gone on after the move had begun.
    int currentStep = SequenceNodes.currentStep(left.nodes());
    @Nullable String newest = enrollment.newestHash();
    String hash =
        newest != null && fits(enrollment, newest, currentStep) ? newest : enrollment.planHash();
    SequenceMove move = new SequenceMove(plans.path(hash), currentStep, waits(enrollment.moving()));
    PathArguments again =
        before.retried(
            Ids.next(),
            new PlanVersion(0, hash),
            before.execution(),
            move.onto(left, before.execution()),
            actor);
    Launch launch = sequences.accept(again, run.origin().templateId(), run.parentRunId());
    if (!enrollments.goOnBy(enrollment.enrollmentId(), again.runId())) {
      throw new IllegalStateException(
          "enrollment " + enrollment.enrollmentId() + " lives, and its contact is enrolled anew");
    }
    return Optional.of(launch);
  }

  private static Map<String, Instant> waits(@Nullable JsonNode moving) {
    Map<String, Instant> waits = new HashMap<>();
    if (moving != null) {
      moving
          .path("waits")
          .properties()
          .forEach(wait -> waits.put(wait.getKey(), Instant.parse(wait.getValue().asText())));
    }
    return waits;
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    try {
      return JsonCodec.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's state cannot be read", e);
    }
  }
}
