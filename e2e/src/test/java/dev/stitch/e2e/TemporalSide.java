package dev.stitch.e2e;

import com.google.protobuf.Timestamp;
import dev.stitch.schedule.ScheduleContract;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.SchedulePatch;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.api.workflowservice.v1.PatchScheduleRequest;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Schedules as Temporal itself has them, and what somebody does to them in its UI. */
final class TemporalSide {

  private final WorkflowClient client;

  TemporalSide(WorkflowClient client) {
    this.client = client;
  }

  Optional<Schedule> find(String id) {
    try {
      return Optional.of(
          stub()
              .describeSchedule(
                  DescribeScheduleRequest.newBuilder()
                      .setNamespace(namespace())
                      .setScheduleId(name(id))
                      .build())
              .getSchedule());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void delete(String id) {
    stub()
        .deleteSchedule(
            DeleteScheduleRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(name(id))
                .build());
  }

  void pause(String id) {
    stub()
        .patchSchedule(
            PatchScheduleRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(name(id))
                .setPatch(SchedulePatch.newBuilder().setPause("by hand"))
                .setRequestId(UUID.randomUUID().toString())
                .build());
  }

  void dueEvery(String id, Duration interval) {
    Schedule.Builder changed = find(id).orElseThrow().toBuilder();
    changed
        .getSpecBuilder()
        .getIntervalBuilder(0)
        .setInterval(com.google.protobuf.Duration.newBuilder().setSeconds(interval.toSeconds()));
    stub()
        .updateSchedule(
            UpdateScheduleRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(name(id))
                .setSchedule(changed)
                .setRequestId(UUID.randomUUID().toString())
                .build());
  }

  /** Makes a schedule of ours that no row knows. */
  void copy(String id, String as) {
    stub()
        .createSchedule(
            CreateScheduleRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(name(as))
                .setSchedule(find(id).orElseThrow())
                .setRequestId(UUID.randomUUID().toString())
                .build());
  }

  /** The times at which it is due, both ends included. */
  List<Instant> times(String id, Instant from, Instant to) {
    return stub()
        .listScheduleMatchingTimes(
            ListScheduleMatchingTimesRequest.newBuilder()
                .setNamespace(namespace())
                .setScheduleId(name(id))
                .setStartTime(timestamp(from.minusSeconds(1)))
                .setEndTime(timestamp(to))
                .build())
        .getStartTimeList()
        .stream()
        .map(time -> Instant.ofEpochSecond(time.getSeconds()))
        .toList();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
  }

  private static String name(String id) {
    return ScheduleContract.id(UUID.fromString(id));
  }

  private WorkflowServiceBlockingStub stub() {
    return client.getWorkflowServiceStubs().blockingStub();
  }

  private String namespace() {
    return client.getOptions().getNamespace();
  }
}
