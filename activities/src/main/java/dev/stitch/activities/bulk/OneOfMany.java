package dev.stitch.activities.bulk;

import dev.stitch.activities.bulk.ManyActs.Asked;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.act.Journeys;
import dev.stitch.launch.act.MappedFlows;
import dev.stitch.launch.act.RetryActs;
import dev.stitch.launch.act.RunControl;
import dev.stitch.launch.act.RunRetries;
import dev.stitch.launch.act.TaskAnswers;
import dev.stitch.launch.bulk.BulkMigrations;
import dev.stitch.launch.bulk.BulkSettings;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.Act;
import dev.stitch.machine.AdvanceAct;
import dev.stitch.machine.CancelAct;
import dev.stitch.machine.MigrateAct;
import dev.stitch.machine.MoveAct;
import dev.stitch.machine.PauseAct;
import dev.stitch.machine.ResumeAct;
import dev.stitch.machine.SkipAct;
import dev.stitch.store.Database;
import dev.stitch.store.bulk.BulkItems;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.run.RunRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Does an act on many to one journey, task or run, by the way that a route for one goes. */
@Singleton
class OneOfMany {

  private final Database database;
  private final BulkItems items;
  private final EntityRepository entities;
  private final Journeys journeys;
  private final RetryActs retryActs;
  private final MappedFlows mappedFlows;
  private final RunControl runs;
  private final RunRetries retries;
  private final TaskAnswers tasks;
  private final Launcher launcher;

  OneOfMany(
      Database database,
      BulkItems items,
      EntityRepository entities,
      Journeys journeys,
      RetryActs retryActs,
      MappedFlows mappedFlows,
      RunControl runs,
      RunRetries retries,
      TaskAnswers tasks,
      Launcher launcher) {
    this.database = database;
    this.items = items;
    this.entities = entities;
    this.journeys = journeys;
    this.retryActs = retryActs;
    this.mappedFlows = mappedFlows;
    this.runs = runs;
    this.retries = retries;
    this.tasks = tasks;
    this.launcher = launcher;
  }

  /**
   * Does it, and writes down that it was done.
   *
   * @throws Refusal when it cannot be done to this one
   * @throws dev.stitch.launch.act.UnansweredException when no worker answers
   */
  void act(Asked asked, UUID id) {
    switch (asked.act().target()) {
      case JOURNEYS -> journeys.act(id, journeyAct(asked, id));
      case TASKS -> answer(asked, id);
      case RUNS -> {
        if (asked.settings() instanceof BulkSettings.Retry retry) {
          retryRun(asked, id, new RunRetries.Way(retry.from(), retry.version()));
          return;
        }
        controlRun(asked, id);
      }
      case CONTACTS -> throw new IllegalStateException("contacts are changed together");
    }
    items.done(asked.operationId(), List.of(id));
  }

  private Act journeyAct(Asked asked, UUID id) {
    String actId = asked.actId(id);
    String actor = asked.actor();
    return switch (asked.settings()) {
      case BulkSettings.Pause pause -> new PauseAct(actId, actor, null, pause.timers());
      case BulkSettings.Resume resume -> new ResumeAct(actId, actor, null, resume.mode());
      case BulkSettings.Move move -> new MoveAct(actId, actor, move.uxNodeId());
      case BulkSettings.Advance advance -> new AdvanceAct(actId, actor);
      case BulkSettings.Retry retry ->
          retryActs.act(id, actId, actor, null, retry.from(), retry.version());
      case BulkSettings.Skip skip -> new SkipAct(actId, actor, null, skip.nodeId());
      case BulkSettings.Cancel cancel -> new CancelAct(actId, actor, cancel.reason());
      case BulkSettings.Migrate migrate ->
          new MigrateAct(
              actId,
              actor,
              BulkMigrations.plan(asked.request(), entity(id).flowId()),
              migrate.nodeMap(),
              BulkMigrations.upTo(asked.request()));
      case BulkSettings.StartFlow start ->
          mappedFlows.startAct(entity(id), actId, actor, start.systemFlowId());
      case BulkSettings.Answer answer -> throw notDoneTo(asked);
      case BulkSettings.Archive archive -> throw notDoneTo(asked);
      case BulkSettings.Tag tag -> throw notDoneTo(asked);
    };
  }

  private EntityRow entity(UUID id) {
    return entities.find(id).orElseThrow(() -> Refusal.notFound("entity", id));
  }

  private void answer(Asked asked, UUID id) {
    if (!(asked.settings() instanceof BulkSettings.Answer answer)) {
      throw notDoneTo(asked);
    }
    tasks.answer(
        id,
        asked.actId(id),
        asked.actor(),
        new TaskAnswers.Answer(answer.choice(), answer.answer()));
  }

  private void controlRun(Asked asked, UUID id) {
    String actId = asked.actId(id);
    String actor = asked.actor();
    switch (asked.settings()) {
      case BulkSettings.Pause pause -> runs.pause(id, actId, actor, pause.timers());
      case BulkSettings.Resume resume -> runs.resume(id, actId, actor, resume.mode());
      case BulkSettings.Skip skip -> runs.skip(id, actId, actor, skip.nodeId());
      case BulkSettings.Cancel cancel -> runs.cancel(id, actId, actor);
      case BulkSettings.Move move -> throw notDoneTo(asked);
      case BulkSettings.Advance advance -> throw notDoneTo(asked);
      case BulkSettings.Retry retry -> throw notDoneTo(asked);
      case BulkSettings.Migrate migrate -> throw notDoneTo(asked);
      case BulkSettings.StartFlow start -> throw notDoneTo(asked);
      case BulkSettings.Answer answer -> throw notDoneTo(asked);
      case BulkSettings.Archive archive -> throw notDoneTo(asked);
      case BulkSettings.Tag tag -> throw notDoneTo(asked);
    }
  }

  /** A direct run's new one is written together with its being done: it begins once. */
  private void retryRun(Asked asked, UUID id, RunRetries.Way way) {
    RunRow run = retries.retryable(id);
    if (RunRetries.belongsToJourney(run)) {
      retries.inJourney(run, way, asked.actId(id), asked.actor());
      items.done(asked.operationId(), List.of(id));
      return;
    }
    AcceptedRun again =
        database.transaction(
            () -> {
              items.done(asked.operationId(), List.of(id));
              return retries.direct(run, way, asked.actor());
            });
    launcher.startOrLeave(again.launch());
  }

  private static IllegalStateException notDoneTo(Asked asked) {
    return new IllegalStateException("no such act: " + asked.act().rowKind());
  }
}
