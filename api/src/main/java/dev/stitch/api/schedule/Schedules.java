package dev.stitch.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.http.Patches;
import dev.stitch.api.http.Revision;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.schedule.DueTimes;
import dev.stitch.launch.schedule.ScheduleSync;
import dev.stitch.launch.schedule.ScheduleTargets;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.schedule.FireRepository;
import dev.stitch.store.schedule.Overlap;
import dev.stitch.store.schedule.ScheduleKind;
import dev.stitch.store.schedule.ScheduleOrder;
import dev.stitch.store.schedule.ScheduleOrderRepository;
import dev.stitch.store.schedule.ScheduleRepository;
import dev.stitch.store.schedule.ScheduledFire;
import dev.stitch.store.schedule.ScheduledJob;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Schedules, one at a time: each change is committed, and Temporal is told after that. */
@Singleton
class Schedules {

  private final Database database;
  private final ScheduleRepository repository;
  private final ScheduleOrderRepository orders;
  private final FireRepository fires;
  private final ScheduleTargets targets;
  private final ScheduleSync sync;
  private final Patches patches;
  private final Clock clock = Clock.systemUTC();

  Schedules(
      Database database,
      ScheduleRepository repository,
      ScheduleOrderRepository orders,
      FireRepository fires,
      ScheduleTargets targets,
      ScheduleSync sync,
      Patches patches) {
    this.database = database;
    this.repository = repository;
    this.orders = orders;
    this.fires = fires;
    this.targets = targets;
    this.sync = sync;
    this.patches = patches;
  }

  Page<ScheduleView> list(
      @Nullable ScheduleKind kind, @Nullable Boolean paused, PageRequest request) {
    Page<ScheduledJob> page = repository.list(kind, paused, request);
    Map<UUID, List<ScheduledFire>> last =
        fires.newest(page.data().stream().map(ScheduledJob::id).toList(), ScheduleView.LAST);
    Instant now = clock.instant();
    return page.map(job -> ScheduleView.of(job, last.getOrDefault(job.id(), List.of()), now));
  }

  ScheduleView get(UUID id) {
    return view(repository.find(id).orElseThrow(() -> notFound(id)));
  }

  private ScheduleView view(ScheduledJob job) {
    List<ScheduledFire> last =
        fires.newest(List.of(job.id()), ScheduleView.LAST).getOrDefault(job.id(), List.of());
    return ScheduleView.of(job, last, clock.instant());
  }

  /** Takes part in the surrounding transaction. */
  Accepted<ScheduleView> create(ScheduleRequest request, Caller caller) {
    Settings settings = SettingRules.checked(request);
    targets.check(settings.kind(), settings.target());
    UUID id = Ids.next();
    repository.insert(id, settings, caller.actor());
    return new Accepted<>(
        HttpStatus.CREATED,
        get(id),
        URI.create("/api/schedules/" + id),
        () -> sync.bringOrLeave(id));
  }

  /**
   * @param ifMatch the {@code If-Match} header, or null
   */
  ScheduleView change(UUID id, ObjectNode patch, @Nullable String ifMatch) {
    return changed(
        id,
        job -> {
          Revision.requireIfGiven(ifMatch, job.version());
          Settings before = job.settings();
          Settings settings =
              SettingRules.checked(
                  patches.apply(ScheduleRequest.of(before), patch, ScheduleRequest.class));
          if (settings.kind() != before.kind()) {
            throw ApiProblem.invalid(
                "/kind", "cannot be changed; make another schedule and delete this one");
          }
          // One whose flow is gone may still be renamed or paused.
          if (!settings.target().equals(before.target())) {
            targets.check(settings.kind(), settings.target());
          }
          repository.change(id, settings);
        });
  }

  ScheduleView pause(UUID id, boolean paused) {
    return changed(
        id,
        job -> {
          if (job.settings().paused() != paused) {
            repository.pause(id, paused);
          }
        });
  }

  private ScheduleView changed(UUID id, Consumer<ScheduledJob> change) {
    database.transaction(
        () -> change.accept(repository.findForUpdate(id).orElseThrow(() -> notFound(id))));
    sync.bringOrLeave(id);
    return get(id);
  }

  /**
   * @param ifMatch the {@code If-Match} header, or null
   */
  void remove(UUID id, @Nullable String ifMatch) {
    database.transaction(
        () -> {
          ScheduledJob job = repository.findForUpdate(id).orElseThrow(() -> notFound(id));
          Revision.requireIfGiven(ifMatch, job.version());
          repository.remove(id);
        });
    sync.bringOrLeave(id);
  }

  /** Takes part in the surrounding transaction. */
  Accepted<RunNow> runNow(UUID id, Caller caller) {
    ScheduledJob job = kept(id);
    // Temporal tells the runs of a schedule apart by their second.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    order(id, null, job.settings().overlap(), caller, now);
    return accepted(id, new RunNow(now));
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Backfill> backfill(UUID id, BackfillRequest request, Caller caller) {
    ScheduledJob job = kept(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Backfill backfill = BackfillRules.checked(request, job.settings().timing(), now);
    order(
        id,
        new ScheduleOrder.Span(request.from(), request.to()),
        request.overlap() == null ? Overlap.BUFFER_ALL : request.overlap(),
        caller,
        now);
    return accepted(id, backfill);
  }

  /** What {@link #backfill} would make up for; refuses what that refuses, and starts nothing. */
  Backfill rehearse(UUID id, BackfillRequest request) {
    ScheduledJob job = repository.find(id).orElseThrow(() -> notFound(id));
    return BackfillRules.checked(request, job.settings().timing(), clock.instant());
  }

  private void order(
      UUID id, ScheduleOrder.@Nullable Span past, Overlap overlap, Caller caller, Instant now) {
    orders.insert(new ScheduleOrder(Ids.next(), id, past, overlap, caller.actor(), now));
  }

  private <T> Accepted<T> accepted(UUID id, T answer) {
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        answer,
        URI.create("/api/schedules/" + id),
        () -> sync.bringOrLeave(id));
  }

  TimesPreview preview(ScheduleRequest request) {
    return new TimesPreview(
        DueTimes.of(SettingRules.checkedTiming(request)).after(clock.instant(), ScheduleView.NEXT));
  }

  /** What Temporal refuses as it stands would be done at some later time, unasked. */
  private ScheduledJob kept(UUID id) {
    ScheduledJob job = repository.findForShare(id).orElseThrow(() -> notFound(id));
    if (job.applied().problem() != null) {
      throw ApiProblem.conflict(
          "Temporal refuses this schedule, so it starts nothing: %s. Correct it first."
              .formatted(job.applied().problem()));
    }
    return job;
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("schedule", id);
  }
}
