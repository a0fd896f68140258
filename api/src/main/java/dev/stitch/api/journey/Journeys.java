package dev.stitch.api.journey;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.Deadlines;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyView;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The way from the API to a journey. An act is a Temporal update whose id is the act's: sent again,
 * it is not done again. When it is answered its facts are in the database.
 */
@Singleton
public class Journeys {

  /** Long enough for a busy worker; a person should not wait longer to hear that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often an act is sent whose workflow task is given up; other news seldom come twice. */
  private static final int ATTEMPTS = 3;

  private final WorkflowClient client;
  private final Deadlines deadlines;
  private final EntityRepository entities;
  private final JourneyStarter starter;

  Journeys(
      WorkflowClient client,
      Deadlines deadlines,
      EntityRepository entities,
      JourneyStarter starter) {
    this.client = client;
    this.deadlines = deadlines;
    this.entities = entities;
    this.starter = starter;
  }

  /**
   * Does an act and waits until its facts are in the database.
   *
   * @throws ApiProblem 404 unknown entity; 409 it had ended before or its state does not allow the
   *     act; 422 the act cannot be meant; 503 no worker answers
   */
  public void act(UUID entityId, Act act) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> ApiProblem.notFound("entity", entityId));
    if (entity.status().isFinal()) {
      if (wasDone(entity, act)) {
        return;
      }
      throw ended(entity);
    }
    try {
      update(entity, act);
    } catch (WorkflowNotFoundException missing) {
      afterStart(entityId, act.actor(), () -> update(entity, act));
    }
  }

  /** Whether the journey did this very act before it ended: sent again, it is answered as then. */
  private boolean wasDone(EntityRow entity, Act act) {
    try {
      return deadlines.within(
          PATIENCE,
          () -> {
            client
                .newUntypedWorkflowStub(entity.workflowId())
                .getUpdateHandle(act.id(), JourneyView.class)
                .getResult();
            return true;
          });
    } catch (WorkflowUpdateException
        | WorkflowUpdateTimeoutOrCancelledException
        | WorkflowNotFoundException neverDone) {
      return false;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Does what found no workflow once that is started; says so when it had ended before. */
  private void afterStart(UUID entityId, String actor, Runnable work) {
    if (!starter.startUnlessBegun(entityId, actor)) {
      throw closed(entityId);
    }
    try {
      work.run();
    } catch (WorkflowNotFoundException ended) {
      throw closed(entityId);
    }
  }

  /** Asked again under its id, an act is done once. */
  private void update(EntityRow entity, Act act) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        updateOnce(entity, act);
        return;
      } catch (WorkflowServiceException e) {
        if (!isLostWithItsTask(e)) {
          throw e;
        }
      }
    }
    throw ApiProblem.unavailable(
        "The journey is too busy with other news to answer; repeating the act with the header Idempotency-Key: %s is safe."
            .formatted(act.id()));
  }

  /**
   * Whether the workflow task that held the act was given up, as when other news came meanwhile.
   */
  private static boolean isLostWithItsTask(WorkflowServiceException failure) {
    return failure.getCause() instanceof StatusRuntimeException cause
        && cause.getStatus().getCode() == Status.Code.FAILED_PRECONDITION;
  }

  private void updateOnce(EntityRow entity, Act act) {
    String name = updateName(act);
    try {
      deadlines.within(
          PATIENCE,
          () ->
              client
                  .newUntypedWorkflowStub(entity.workflowId())
                  .startUpdate(
                      UpdateOptions.newBuilder(JourneyView.class)
                          .setUpdateName(name)
                          .setUpdateId(act.id())
                          .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                          .build(),
                      act)
                  .getResult());
    } catch (WorkflowUpdateTimeoutOrCancelledException e) {
      throw ApiProblem.unavailable(
          "No worker has answered within %d seconds. Whether the act was done is not known; repeating it with the header Idempotency-Key: %s is safe."
              .formatted(PATIENCE.toSeconds(), act.id()));
    } catch (WorkflowUpdateException e) {
      throw Refusals.problem(e);
    }
  }

  /** Tells a journey of something that happened; an event id that it has seen has no effect. */
  public void tell(UUID entityId, ExternalEvent event, String actor) {
    signal(entityId, actor, journey -> journey.event(event));
  }

  /** As {@link #tell}, of the contact's answer to a mail. */
  public void reply(UUID entityId, ExternalEvent reply, String actor) {
    signal(entityId, actor, journey -> journey.reply(reply));
  }

  private void signal(UUID entityId, String actor, Consumer<JourneyWorkflow> signal) {
    try {
      signal.accept(stub(entityId));
    } catch (WorkflowNotFoundException missing) {
      if (!starter.startWith(entityId, actor, signal)) {
        // It has ended, or has begun in between.
        signalBegun(entityId, signal);
      }
    }
  }

  private void signalBegun(UUID entityId, Consumer<JourneyWorkflow> signal) {
    try {
      signal.accept(stub(entityId));
    } catch (WorkflowNotFoundException ended) {
      throw closed(entityId);
    }
  }

  private JourneyWorkflow stub(UUID entityId) {
    return client.newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(entityId));
  }

  private EntityRow live(UUID entityId) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> ApiProblem.notFound("entity", entityId));
    if (entity.status().isFinal()) {
      throw ended(entity);
    }
    return entity;
  }

  /** There is no workflow (any more): says what became of the entity. */
  private ApiProblem closed(UUID entityId) {
    EntityRow entity = live(entityId);
    return ApiProblem.conflict(
        "The workflow of entity "
            + entity.id()
            + ", which was "
            + entity.status().word()
            + ", has been ended outside; the entity will be cancelled within a minute.");
  }

  private static ApiProblem ended(EntityRow entity) {
    return ApiProblem.conflict(
        "Entity " + entity.id() + " is " + entity.status().word() + ": its journey has ended.");
  }

  /** The names of {@code JourneyWorkflow}'s update methods. */
  private static String updateName(Act act) {
    return switch (act) {
      case Act.Move move -> "move";
      case Act.Advance advance -> "advance";
      case Act.Pause pause -> "pause";
      case Act.Resume resume -> "resume";
      case Act.Retry retry -> "retry";
      case Act.Skip skip -> "skip";
      case Act.Cancel cancel -> "cancel";
      case Act.AnswerTask answer -> "answerTask";
      case Act.Migrate migrate -> "migrate";
      case Act.SetMetadata set -> "setMetadata";
      case Act.ControlRun control -> "controlRun";
    };
  }
}
