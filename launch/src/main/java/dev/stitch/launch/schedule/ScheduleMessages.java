package dev.stitch.launch.schedule;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.stitch.model.RunFamily;
import dev.stitch.schedule.ScheduleContract;
import dev.stitch.schedule.ScheduledRunArguments;
import dev.stitch.store.schedule.Overlap;
import dev.stitch.store.schedule.ScheduleOrder;
import dev.stitch.store.schedule.ScheduledJob;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import dev.stitch.store.schedule.Timing;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.BackfillRequest;
import io.temporal.api.schedule.v1.IntervalSpec;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.ScheduleAction;
import io.temporal.api.schedule.v1.SchedulePatch;
import io.temporal.api.schedule.v1.SchedulePolicies;
import io.temporal.api.schedule.v1.ScheduleSpec;
import io.temporal.api.schedule.v1.ScheduleState;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import io.temporal.api.schedule.v1.TriggerImmediatelyRequest;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.NewWorkflowExecutionInfo;
import io.temporal.common.converter.DataConverter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Schedules as Temporal's API spells them. */
final class ScheduleMessages {

  private static final String NOTE = "Kept by Stitch, which undoes what is changed here.";

  private final DataConverter converter;

  ScheduleMessages(DataConverter converter) {
    this.converter = converter;
  }

  /** What Temporal is to keep. */
  Schedule schedule(ScheduledJob job) {
    Settings settings = job.settings();
    return Schedule.newBuilder()
        .setSpec(spec(settings.timing()))
        .setAction(action(job))
        .setPolicies(
            SchedulePolicies.newBuilder()
                .setOverlapPolicy(policy(settings.overlap()))
                .setCatchupWindow(duration(settings.catchup())))
        .setState(ScheduleState.newBuilder().setPaused(settings.paused()).setNotes(NOTE))
        .build();
  }

  private ScheduleAction action(ScheduledJob job) {
    ScheduledRunArguments arguments = ScheduledRunArguments.of(job.id(), job.version());
    return ScheduleAction.newBuilder()
        .setStartWorkflow(
            NewWorkflowExecutionInfo.newBuilder()
                .setWorkflowId(ScheduleContract.workflowId(job.id()))
                .setWorkflowType(
                    WorkflowType.newBuilder().setName(RunFamily.SCHEDULED.workflowType()))
                .setTaskQueue(TaskQueue.newBuilder().setName(RunFamily.SCHEDULED.taskQueue()))
                .setInput(converter.toPayloads(arguments).orElseThrow()))
        .build();
  }

  private static ScheduleSpec spec(Timing timing) {
    ScheduleSpec.Builder spec = ScheduleSpec.newBuilder().setJitter(duration(timing.jitter()));
    if (timing.cron() == null) {
      return spec.addInterval(IntervalSpec.newBuilder().setInterval(duration(timing.every())))
          .build();
    }
    // As values and not as text: there is one reading of the text, and it is ours.
    CronFields fields = CronFields.parse(timing.cron());
    return spec.setTimezoneName(timing.zone().getId())
        .addStructuredCalendar(
            StructuredCalendarSpec.newBuilder()
                .addSecond(Range.getDefaultInstance())
                .addAllMinute(ranges(fields.minutes()))
                .addAllHour(ranges(fields.hours()))
                .addAllDayOfMonth(ranges(fields.daysOfMonth()))
                .addAllMonth(ranges(fields.months()))
                .addAllDayOfWeek(ranges(fields.daysOfWeek()))
                .setComment(timing.cron()))
        .build();
  }

  private static List<Range> ranges(BitSet values) {
    return IntStream.iterate(
            values.nextSetBit(0),
            start -> start >= 0,
            start -> values.nextSetBit(values.nextClearBit(start)))
        .mapToObj(
            start ->
                Range.newBuilder()
                    .setStart(start)
                    .setEnd(values.nextClearBit(start) - 1)
                    .setStep(1)
                    .build())
        .toList();
  }

  /** What Temporal is told for a person who wants something besides the times. */
  static SchedulePatch patch(ScheduleOrder order) {
    ScheduleOverlapPolicy overlap = policy(order.overlap());
    ScheduleOrder.Span past = order.past();
    return past == null
        ? SchedulePatch.newBuilder()
            .setTriggerImmediately(
                TriggerImmediatelyRequest.newBuilder()
                    .setOverlapPolicy(overlap)
                    .setScheduledTime(timestamp(order.requestedAt())))
            .build()
        : SchedulePatch.newBuilder()
            .addBackfillRequest(
                BackfillRequest.newBuilder()
                    .setStartTime(timestamp(past.from()))
                    .setEndTime(timestamp(past.to()))
                    .setOverlapPolicy(overlap))
            .build();
  }

  /** The version of the settings that a schedule in Temporal has; 0 when that is none of ours. */
  long version(Schedule schedule) {
    Payloads input = schedule.getAction().getStartWorkflow().getInput();
    try {
      return converter
          .fromPayloads(
              0, Optional.of(input), ScheduledRunArguments.class, ScheduledRunArguments.class)
          .version();
    } catch (RuntimeException changedByHand) {
      return 0;
    }
  }

  /**
   * Names what a schedule in Temporal does, by a digest: any change of it, of its times, policies,
   * action or pause, makes another. Notes are for people.
   */
  static String digest(Schedule schedule) {
    ScheduleState state =
        ScheduleState.newBuilder()
            .setPaused(schedule.getState().getPaused())
            .setLimitedActions(schedule.getState().getLimitedActions())
            .build();
    byte[] bytes = schedule.toBuilder().setState(state).build().toByteArray();
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static ScheduleOverlapPolicy policy(Overlap overlap) {
    return switch (overlap) {
      case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
      case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
      case BUFFER_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
      case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
      case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
    };
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder().setSeconds(duration.toSeconds()).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
