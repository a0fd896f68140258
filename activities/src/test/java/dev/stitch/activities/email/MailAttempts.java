package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.email.CampaignCast.Enrollment;
import dev.stitch.activities.email.CampaignCast.Person;
import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.evaluation.PathEvaluation;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathWork;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.SimulatedPath;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.Jsonb;
import dev.stitch.store.sending.SendAdmission;
import dev.stitch.store.sending.SendLimitRepository.Applied;
import dev.stitch.store.sending.SendPlanner;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Tries to send the mails of a {@link CampaignWorld}, as workers do, and has each that leaves
 * judged.
 */
final class MailAttempts {

  private final CampaignWorld world;

  /** How often a mail asked and was held, by what held it. */
  final Map<GateReason, Integer> held = new EnumMap<>(GateReason.class);

  MailAttempts(CampaignWorld world) {
    this.world = world;
  }

  /** Whether an activity came to something; otherwise another worker tries it again. */
  boolean attempted(Enrollment enrollment, SimulatedPath.RemoteStep step) {
    PathPlan.Step node = enrollment.template.plan.step(step.nodeId()).orElseThrow();
    if (!PathMachine.isWanted(enrollment.path.state(), new PathWork.ExecuteStep(node.id()))) {
      return false; // the machine has cancelled it
    }
    assertThat(node.type()).isEqualTo("email.send");
    Instant due = enrollment.tried.computeIfAbsent(node.id(), same -> world.now.plus(latency()));
    if (due.isAfter(world.now)) {
      return false;
    }
    Optional<StepOutcome> outcome;
    try {
      outcome = attempt(enrollment, node);
    } catch (StepException e) {
      outcome = Optional.of(PathEvaluation.failed(e));
    }
    if (outcome.isEmpty()) {
      return false;
    }
    enrollment.tried.remove(node.id());
    enrollment.ready.put(node.id(), outcome.get());
    enrollment.path.finish(step, world.now);
    return true;
  }

  private Duration latency() {
    Random source = world.draw.of(Feature.LATE_WORKERS);
    return world.draw.has(Feature.LATE_WORKERS) && source.nextInt(20) == 0
        ? CampaignWorld.hours(source, 60)
        : Duration.ofMillis(world.random.nextInt(2_000));
  }

  /** As {@link EmailSender} goes about it; empty when a worker died, and another tries again. */
  private Optional<StepOutcome> attempt(Enrollment enrollment, PathPlan.Step step)
      throws StepException {
    Person person = enrollment.person;
    JsonNode config = step.config();
    String key = enrollment.path.state().runId() + "/" + step.id() + "/1";
    if (enrollment.sent.contains(key)) {
      return Optional.of(StepOutcome.completed(null));
    }
    boolean transactional = config.path("transactional").asBoolean();
    String topic = transactional ? null : config.path("topic").textValue();
    require(topic, enrollment);
    SendRequest mail =
        new SendRequest(
            key,
            mailbox(enrollment, config),
            enrollment.path.state().runId(),
            person.id,
            person.email,
            config.path("followUp").asBoolean(),
            transactional);
    switch (ask(enrollment, config, mail)) {
      case SendSlot.Later later -> {
        assertThat(later.at()).isAfter(world.now);
        held.merge(later.reason(), 1, Integer::sum);
        if (later.left().compareTo(Duration.ofSeconds(2)) > 0) {
          return Optional.of(new StepOutcome.Waiting(SendQueue.wait(later, world.now)));
        }
        enrollment.tried.put(step.id(), later.at());
        return Optional.empty();
      }
      case SendSlot.Now released -> world.laws.released(mail, world.now);
    }
    if (world.draw.has(Feature.DYING_WORKERS)
        && world.draw.of(Feature.DYING_WORKERS).nextInt(20) == 0) {
      enrollment.died.add(key);
      enrollment.tried.put(
          step.id(), world.now.plusSeconds(1 + world.draw.of(Feature.DYING_WORKERS).nextInt(900)));
      return Optional.empty();
    }
    meanwhile(enrollment);
    require(topic, enrollment);
    leave(enrollment, config, mail);
    return Optional.of(StepOutcome.completed(Jsonb.object().put("to", person.email)));
  }

  /** Between the release and the claim somebody decides otherwise. */
  private void meanwhile(Enrollment enrollment) {
    if (world.draw.has(Feature.REMOVALS) && world.draw.of(Feature.REMOVALS).nextInt(40) == 0) {
      world.end(enrollment, "removed in between");
    }
    if (world.draw.has(Feature.UNSUBSCRIBES)
        && world.draw.of(Feature.UNSUBSCRIBES).nextInt(40) == 0) {
      enrollment.person.leftTopic = true;
    }
  }

  private void require(String topic, Enrollment enrollment) throws StepException {
    Person person = enrollment.person;
    Optional<StepException> refusal =
        SendPermission.refusal(
            topic,
            new SendPermission.Standing(
                person.email,
                person.suppressed,
                List.of(
                    new SendPermission.Person(
                        person.archived, person.unsubscribed, person.leftTopic)),
                enrollment.ended == null));
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private String mailbox(Enrollment enrollment, JsonNode config) {
    JsonNode names = config.path("mailboxes");
    if (names.isEmpty()) {
      return config.path("mailbox").asText();
    }
    Person person = enrollment.person;
    return enrollment.template.mailboxes.computeIfAbsent(
        person.id,
        id ->
            MailboxPool.choose(
                    IntStream.range(0, names.size())
                        .mapToObj(i -> offer(names.get(i).asText()))
                        .toList(),
                    id.toString())
                .mailbox());
  }

  private MailboxPool.Offer offer(String mailbox) {
    List<Applied> limits = world.slots.applying(mailbox);
    return new MailboxPool.Offer(
        mailbox,
        world.pausedMailboxes.contains(mailbox),
        MailboxPool.perDay(mailbox, limits)
            - world.slots.since(mailbox, world.now.minus(Duration.ofDays(1))));
  }

  private SendSlot ask(Enrollment enrollment, JsonNode config, SendRequest mail)
      throws StepException {
    Person person = enrollment.person;
    MailGates.Pause pause = null;
    if (enrollment.template.paused) {
      pause = new MailGates.Pause(GateReason.TEMPLATE_PAUSED, "its template is paused");
    } else if (world.pausedMailboxes.contains(mail.mailbox())) {
      pause = new MailGates.Pause(GateReason.MAILBOX_PAUSED, "paused");
    }
    MailGates gates =
        MailGates.of(
            config,
            person.fields,
            mail,
            new MailGates.Standing(
                world.limitsOfPeople,
                person.hold != null && person.hold.until().isAfter(world.now) ? person.hold : null,
                world.slots.applying(mail.mailbox()),
                pause));
    if (gates.needsLedger()) {
      return new SendAdmission(world.slots, world.now).ask(mail, gates);
    }
    SendPlanner.Plan plan = gates.alone(world.now, Duration.ZERO);
    return plan.at().isAfter(world.now)
        ? new SendSlot.Later(
            plan.at(), Duration.between(world.now, plan.at()), plan.reason(), plan.words())
        : new SendSlot.Now(world.now);
  }

  private void leave(Enrollment enrollment, JsonNode config, SendRequest mail) {
    Person person = enrollment.person;
    assertThat(enrollment.sent.add(mail.key())).as("%s leaves once", mail).isTrue();
    List<String> forbidden = new ArrayList<>();
    if (person.suppressed != null || person.unsubscribed || person.archived) {
      forbidden.add("its recipient wants no mail");
    }
    if (person.leftTopic && config.has("topic") && !mail.transactional()) {
      forbidden.add("its recipient has left the topic");
    }
    if (enrollment.ended != null) {
      forbidden.add("the enrollment has ended: " + enrollment.ended);
    }
    if (enrollment.template.paused || world.pausedMailboxes.contains(mail.mailbox())) {
      forbidden.add("its template or mailbox is paused");
    }
    if (person.hold != null && person.hold.until().isAfter(world.now) && !mail.transactional()) {
      forbidden.add("its recipient is left alone");
    }
    if (enrollment.path.state().pauses().any() && enrollment.path.remote().isEmpty()) {
      forbidden.add("the enrollment is paused");
    }
    String mailbox = enrollment.template.mailboxes.getOrDefault(person.id, mail.mailbox());
    if (!mailbox.equals(mail.mailbox())) {
      forbidden.add("its person has the mailbox " + mailbox);
    }
    ZoneId zone = world.zoneOf(person);
    boolean again = enrollment.died.contains(mail.key());
    world.laws.leaves(
        new SendLaws.Left(world.now, mail, config, zone, again),
        new SendLaws.Law(world.rates, world.limitsOfPeople, forbidden));
  }
}
