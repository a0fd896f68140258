package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.email.CampaignCast.Enrollment;
import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.GateReason;
import dev.stitch.simulation.SimulatedPath;
import dev.stitch.store.sending.ContactLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two templates, the contacts that are enrolled in them, and all that happens to them in a year or
 * more of virtual time. The graphs, the machine, the gates, the admission and the permission are
 * the product's; rows are in memory, where the product has tables.
 */
final class CampaignYear {

  /** A weekly hour and one mail a day take long for everybody; nothing takes longer. */
  private static final Duration PATIENCE = Duration.ofDays(5 * 365);

  private final CampaignWorld world;
  private final MailAttempts mails;
  private final Map<String, Boolean> excluded = new HashMap<>();
  private LocalDate pruned = LocalDate.MIN;

  CampaignYear(long seed, Set<Feature> features, int contacts) {
    world = new CampaignWorld(seed, features, contacts);
    mails = new MailAttempts(world);
    for (Enrollment enrollment : world.enrollments) {
      world.in(Duration.ofHours(world.random.nextInt(24 * 40)), () -> begin(enrollment));
    }
    new OutsideEvents(world).happen();
  }

  private void begin(Enrollment enrollment) {
    if (enrollment.template.paused) {
      world.in(Duration.ofHours(6), () -> begin(enrollment));
    } else if (enrollment.ended == null) {
      enrollment.begun = true;
      enrollment.path.apply(new PathInput.Begun(world.now, null, false, List.of()));
    }
  }

  /** Until nothing can go on; fails where a law is broken, or somebody stands still who could. */
  CampaignYear run() {
    Instant end = world.start.plus(PATIENCE);
    while (true) {
      world.enrollments.forEach(this::settle);
      world.enrollments.forEach(this::assertGoesOn);
      Optional<Instant> next = next();
      if (next.isEmpty() || next.get().isAfter(end) || nobodyEver()) {
        return this;
      }
      world.now = next.get().isAfter(world.now) ? next.get() : world.now;
      world.slots.now(world.now);
      prune();
      if (!world.agenda.isEmpty() && !world.agenda.peek().at().isAfter(world.now)) {
        world.agenda.poll().what().run();
      } else {
        world.enrollments.stream().filter(Enrollment::live).forEach(this::wake);
      }
    }
  }

  private Optional<Instant> next() {
    Optional<Instant> outside = Optional.ofNullable(world.agenda.peek()).map(CampaignWorld.Due::at);
    return Stream.concat(
            outside.stream(),
            world.enrollments.stream().filter(Enrollment::live).flatMap(it -> alarms(it).stream()))
        .min(Comparator.naturalOrder());
  }

  private static List<Instant> alarms(Enrollment enrollment) {
    List<Instant> alarms = new ArrayList<>(enrollment.tried.values());
    PathMachine.deadline(enrollment.path.state()).ifPresent(alarms::add);
    return alarms;
  }

  private void prune() {
    LocalDate today = world.now.atOffset(ZoneOffset.UTC).toLocalDate();
    if (today.isAfter(pruned)) {
      pruned = today;
      Duration longest =
          world.limitsOfPeople.limits().stream()
              .map(ContactLimits.Limit::period)
              .max(Comparator.naturalOrder())
              .filter(period -> period.compareTo(Duration.ofDays(2)) > 0)
              .orElse(Duration.ofDays(2));
      world.slots.forgetBefore(world.now.minus(longest));
      Set<UUID> over = new HashSet<>();
      world.enrollments.stream()
          .filter(it -> it.path.over())
          .forEach(it -> over.add(it.path.state().runId()));
      world.slots.forget(mail -> over.contains(mail.runId()));
    }
  }

  private void wake(Enrollment enrollment) {
    PathMachine.deadline(enrollment.path.state())
        .filter(due -> !due.isAfter(world.now))
        .ifPresent(due -> enrollment.path.apply(new PathInput.TimerFired(world.now, due)));
    settle(enrollment);
  }

  /** Does all work that can be done world.now. */
  private void settle(Enrollment enrollment) {
    SimulatedPath path = enrollment.path;
    if (!enrollment.begun) {
      return;
    }
    boolean worked = true;
    while (worked) {
      worked = false;
      for (Optional<PathWork> work = path.poll(); work.isPresent(); work = path.poll()) {
        if (PathMachine.isWanted(path.state(), work.get())) {
          path.perform(work.get(), world.now);
        }
        worked = true;
      }
      for (SimulatedPath.RemoteStep step : path.remote()) {
        worked |= mails.attempted(enrollment, step);
      }
    }
    enrollment
        .tried
        .keySet()
        .retainAll(path.remote().stream().map(SimulatedPath.RemoteStep::nodeId).toList());
    expectAnswers(enrollment);
  }

  private void expectAnswers(Enrollment enrollment) {
    for (OpenTask task : enrollment.path.tasks()) {
      if (enrollment.asked.add(task.id())) {
        world.in(
            CampaignWorld.hours(world.random, 100),
            () ->
                enrollment.path.apply(
                    new PathInput.TaskAnswered(world.now, task.id(), "done", null, "user:ada")));
      }
    }
  }

  /** An enrollment that nobody holds has something that makes it go on. */
  private void assertGoesOn(Enrollment enrollment) {
    if (enrollment.free()) {
      assertThat(
              !enrollment.tried.isEmpty()
                  || PathMachine.deadline(enrollment.path.state()).isPresent()
                  || !enrollment.path.tasks().isEmpty())
          .as("something makes it go on: %s", enrollment.path.state())
          .isTrue();
    }
  }

  /** Nothing happens from outside any more, and whoever waits does so for ever. */
  private boolean nobodyEver() {
    return world.agenda.isEmpty()
        && world.enrollments.stream()
            .filter(Enrollment::free)
            .allMatch(this::hoursExcludeEachOther);
  }

  /**
   * Whether the mail that it waits with may leave at no time, as its template is and world.people
   * are.
   */
  private boolean hoursExcludeEachOther(Enrollment enrollment) {
    List<WaitingOn> waits = PathMachine.waitingOn(enrollment.path.state());
    return waits.stream().anyMatch(wait -> wait.kind().equals("gate"))
        && excluded.computeIfAbsent(
            enrollment.path.state().runId() + "/" + waits.getFirst().nodeId(),
            same -> excludeEachOther(enrollment, waits.getFirst().nodeId()));
  }

  private boolean excludeEachOther(Enrollment enrollment, String nodeId) {
    ContactLimits.QuietHours quiet = world.limitsOfPeople.quietHours();
    ZoneId zone = world.zoneOf(enrollment.person);
    JsonNode window = enrollment.template.plan.step(nodeId).orElseThrow().config().path("window");
    return quiet != null
        && IntStream.range(0, 60 * 24 * 14)
            .mapToObj(minute -> world.now.plus(Duration.ofMinutes(minute)))
            .noneMatch(
                at -> SendLaws.isOpen(window, at, zone) && !SendLaws.isQuiet(quiet, at, zone));
  }

  /** {@code held} says how often a mail asked and was held, by what held it. */
  record Story(int mails, int ended, Map<GateReason, Integer> held, long days) {}

  Story story() {
    for (Enrollment enrollment : world.enrollments) {
      boolean over = !enrollment.begun || enrollment.path.over();
      assertThat(over || enrollment.pausedForGood || hoursExcludeEachOther(enrollment))
          .as("%s has come to its end: %s", enrollment.person.email, enrollment.path.state())
          .isTrue();
    }
    int ended = (int) world.enrollments.stream().filter(it -> it.path.over()).count();
    return new Story(
        world.laws.left().size(),
        ended,
        mails.held,
        Duration.between(world.start, world.now).toDays());
  }
}
