package dev.stitch.launch.schedule;

import com.google.protobuf.ByteString;
import dev.stitch.schedule.ScheduleContract;
import dev.stitch.store.schedule.ScheduleOrder;
import dev.stitch.store.schedule.ScheduledJob;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.ScheduleListEntry;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesResponse;
import io.temporal.api.workflowservice.v1.PatchScheduleRequest;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's schedules. Speaks the API itself and not by the SDK's client, whose updates would
 * overwrite a change that somebody else has made meanwhile.
 */
@Singleton
class TemporalSchedules {

  /** For one request: a person may be waiting, and the reconciler asks again. */
  private static final long SECONDS = 5;

  /** Others who write the same schedule at the same time are fewer. */
  private static final int ATTEMPTS = 5;

  private static final int PAGE = 500;

  private final WorkflowClient client;
  private final ScheduleMessages messages;

  TemporalSchedules(WorkflowClient client) {
    this.client = client;
    this.messages = new ScheduleMessages(client.getOptions().getDataConverter());
  }

  /**
   * A schedule as Temporal has it.
   *
   * @param version of the settings that it was told
   * @param digest what it does, by {@link ScheduleMessages#digest}
   */
  record Kept(long version, String digest, ByteString conflictToken) {}

  /** What Temporal has of a schedule; empty when it has none. */
  Optional<Kept> find(UUID id) {
    try {
      DescribeScheduleResponse told =
          stub()
              .describeSchedule(
                  DescribeScheduleRequest.newBuilder()
                      .setNamespace(namespace())
                      .setScheduleId(ScheduleContract.id(id))
                      .build());
      Schedule schedule = told.getSchedule();
      return Optional.of(
          new Kept(
              messages.version(schedule),
              ScheduleMessages.digest(schedule),
              told.getConflictToken()));
    } catch (StatusRuntimeException e) {
      return notFound(e);
    }
  }

  /**
   * Has Temporal keep a schedule as its settings say, unless it has newer ones.
   *
   * @return what it makes of it; empty when it has a newer version
   * @throws StatusRuntimeException when Temporal refuses it, or cannot be reached
   */
  Optional<String> keep(ScheduledJob job) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Kept> kept = find(job.id());
      if (kept.isEmpty()) {
        create(job);
      } else if (kept.get().version() > job.version()) {
        return Optional.empty();
      } else if (isAsTold(kept.get(), job, attempt)) {
        return kept.map(Kept::digest);
      } else {
        update(job, kept.get().conflictToken());
      }
    }
    throw Status.ABORTED
        .withDescription("schedule " + job.id() + " is being changed by others")
        .asRuntimeException();
  }

  /** Its own change of a moment ago, or one of before that nobody has touched since. */
  private static boolean isAsTold(Kept kept, ScheduledJob job, int attempt) {
    return kept.version() == job.version()
        && (attempt > 0 || kept.digest().equals(job.applied().as()));
  }

  private void create(ScheduledJob job) {
    try {
      stub()
          .createSchedule(
              CreateScheduleRequest.newBuilder()
                  .setNamespace(namespace())
                  .setScheduleId(ScheduleContract.id(job.id()))
                  .setSchedule(messages.schedule(job))
                  .setIdentity(identity())
                  .setRequestId(UUID.randomUUID().toString())
                  .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Does nothing when it was changed since it was looked at: the next look tells. */
  private void update(ScheduledJob job, ByteString conflictToken) {
    try {
      stub()
          .updateSchedule(
              UpdateScheduleRequest.newBuilder()
                  .setNamespace(namespace())
                  .setScheduleId(ScheduleContract.id(job.id()))
                  .setSchedule(messages.schedule(job))
                  .setConflictToken(conflictToken)
                  .setIdentity(identity())
                  .setRequestId(UUID.randomUUID().toString())
                  .build());
    } catch (StatusRuntimeException e) {
      switch (e.getStatus().getCode()) {
        case NOT_FOUND, FAILED_PRECONDITION, ABORTED -> {}
        default -> throw e;
      }
    }
  }

  /** Tells a schedule what a person wants of it; telling it twice is telling it once. */
  void tell(ScheduleOrder order) {
    stub()
        .patchSchedule(
            PatchScheduleRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(ScheduleContract.id(order.scheduleId()))
                .setPatch(ScheduleMessages.patch(order))
                .setIdentity(identity())
                .setRequestId(order.id().toString())
                .build());
  }

  /** Removes a schedule if it is there; what it has started goes on. */
  void delete(UUID id) {
    try {
      stub()
          .deleteSchedule(
              DeleteScheduleRequest.newBuilder()
                  .setNamespace(namespace())
                  .setScheduleId(ScheduleContract.id(id))
                  .setIdentity(identity())
                  .build());
    } catch (StatusRuntimeException e) {
      notFound(e);
    }
  }

  /** The schedules of ours that Temporal's list has, which lags behind by seconds. */
  List<UUID> ids() {
    List<UUID> ids = new ArrayList<>();
    ByteString next = ByteString.EMPTY;
    do {
      ListSchedulesResponse page =
          stub()
              .listSchedules(
                  ListSchedulesRequest.newBuilder()
                      .setNamespace(namespace())
                      .setMaximumPageSize(PAGE)
                      .setNextPageToken(next)
                      .build());
      page.getSchedulesList().stream()
          .map(ScheduleListEntry::getScheduleId)
          .flatMap(id -> ScheduleContract.scheduleId(id).stream())
          .forEach(ids::add);
      next = page.getNextPageToken();
    } while (!next.isEmpty());
    return ids;
  }

  private static <T> Optional<T> notFound(StatusRuntimeException e) {
    if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }

  private WorkflowServiceBlockingStub stub() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  private String namespace() {
    return client.getOptions().getNamespace();
  }

  private String identity() {
    return client.getOptions().getIdentity();
  }
}
