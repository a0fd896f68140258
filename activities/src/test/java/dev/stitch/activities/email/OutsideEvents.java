package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.email.CampaignCast.Enrollment;
import dev.stitch.activities.email.CampaignCast.Person;
import dev.stitch.activities.email.CampaignCast.Template;
import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.campaign.MailDomain;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.sending.ContactHoldRepository.Hold;
import dev.stitch.store.sending.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens to the people and templates of a {@link CampaignWorld} while its mails leave. */
final class OutsideEvents {

  /** Nothing more happens from outside after so long; what can go on has then time to. */
  private static final Duration EVENTFUL = Duration.ofDays(300);

  private final CampaignWorld world;

  OutsideEvents(CampaignWorld world) {
    this.world = world;
  }

  /** Puts it all on the agenda. */
  void happen() {
    some(Feature.LIMIT_CHANGES, 5, this::changeLimits);
    some(Feature.MAILBOX_PAUSES, 4, this::pauseMailbox);
    some(Feature.REPLIES, 6, of -> enrolledAndWritten(of).ifPresent(this::reply));
    some(Feature.ABSENCES, 6, this::absence);
    some(Feature.BOUNCES, 2, of -> world.any(of).suppressed = SuppressionReason.BOUNCED);
    some(Feature.UNSUBSCRIBES, 4, this::unsubscribe);
    some(Feature.REMOVALS, 4, of -> world.end(world.enrolled(of), "removed"));
    some(Feature.EXITS, 3, of -> world.any(of).fields.put("company", "Left"));
    some(Feature.PAUSES, 6, this::pauseOne);
    some(Feature.TEMPLATE_PAUSES, 3, this::pauseTemplate);
  }

  private void some(Feature feature, int most, Consumer<Random> what) {
    Random source = world.draw.of(feature);
    for (int i = world.draw.has(feature) ? source.nextInt(most + 1) : 0; i > 0; i--) {
      long minutes = (long) (source.nextDouble() * EVENTFUL.toMinutes() * source.nextDouble());
      world.in(Duration.ofMinutes(minutes), () -> what.accept(source));
    }
  }

  private Optional<Enrollment> enrolledAndWritten(Random source) {
    List<Enrollment> written = world.enrollments.stream().filter(it -> !it.sent.isEmpty()).toList();
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(written.get(source.nextInt(written.size())));
  }

  private void changeLimits(Random source) {
    int which = source.nextInt(RandomCampaign.MAILBOXES.size() + 2);
    if (which > RandomCampaign.MAILBOXES.size()) {
      world.limitsOfPeople = world.draw.people();
      world.countWhatLeft(Duration.ofDays(32));
    } else {
      world.setLimit(
          which == RandomCampaign.MAILBOXES.size() ? "all" : RandomCampaign.MAILBOXES.get(which));
    }
  }

  private void pauseMailbox(Random source) {
    String mailbox = RandomCampaign.MAILBOXES.get(source.nextInt(3));
    if (world.pausedMailboxes.add(mailbox)) {
      world.in(CampaignWorld.hours(source, 24 * 20), () -> world.pausedMailboxes.remove(mailbox));
    }
  }

  /** As the table of enrollments is changed in one statement when an answer comes. */
  private void reply(Enrollment answered) {
    JsonNode config = answered.template.definition.config();
    String stop = config.path("stopOnReply").asText("true");
    for (Enrollment other : world.enrollments) {
      boolean same = other.template == answered.template;
      if (other.person == answered.person
          && (stop.equals("all") || (stop.equals("true") && same))) {
        world.end(other, "replied");
      }
    }
    Optional<String> company = MailDomain.ofCompany(answered.person.email);
    String colleagues = config.path("sameCompany").asText();
    for (Enrollment other : world.enrollments) {
      if (other.template == answered.template
          && other.person != answered.person
          && other.ended == null
          && company.isPresent()
          && company.equals(MailDomain.ofCompany(other.person.email))) {
        switch (colleagues) {
          case "stop" -> world.end(other, "same company");
          case "delay" -> hold(other.person, HoldReason.SAME_COMPANY, Duration.ofDays(7));
          default -> {}
        }
      }
    }
  }

  private void absence(Random source) {
    hold(world.any(source), HoldReason.OUT_OF_OFFICE, CampaignWorld.hours(source, 24 * 30));
  }

  private void hold(Person person, HoldReason reason, Duration time) {
    Instant until = world.now.plus(time);
    if (person.hold == null || person.hold.until().isBefore(until)) {
      person.hold = new Hold(reason, until);
    }
  }

  private void unsubscribe(Random source) {
    Person person = world.any(source);
    switch (source.nextInt(3)) {
      case 0 -> person.unsubscribed = true;
      case 1 -> person.archived = true;
      default -> person.leftTopic = true;
    }
  }

  private void pauseOne(Random source) {
    Enrollment enrollment = world.enrolled(source);
    TimerMode timers = source.nextBoolean() ? TimerMode.FREEZE : TimerMode.ELAPSE;
    List<ResumeMode> modes = List.of(ResumeMode.values());
    ResumeMode resume = modes.get(source.nextInt(modes.size()));
    enrollment.path.apply(new PathInput.Paused(world.now, PauseOwner.RUN, timers));
    if (source.nextInt(12) == 0) {
      enrollment.pausedForGood = true;
    } else {
      world.in(
          CampaignWorld.hours(source, 24 * 20),
          () -> enrollment.path.apply(new PathInput.Resumed(world.now, PauseOwner.RUN, resume)));
    }
  }

  /** The status counts at once; each run is told later, as the bulk operation gets to it. */
  private void pauseTemplate(Random source) {
    Template template = world.templates.get(source.nextInt(world.templates.size()));
    if (template.paused) {
      return;
    }
    template.paused = true;
    tell(template, source, () -> template.paused, PauseOwner.TEMPLATE, true);
    world.in(
        CampaignWorld.hours(source, 24 * 20).plusHours(11),
        () -> {
          template.paused = false;
          tell(template, source, () -> !template.paused, PauseOwner.TEMPLATE, false);
        });
  }

  private void tell(
      Template template, Random source, BooleanSupplier wanted, PauseOwner owner, boolean pause) {
    for (Enrollment enrollment : world.enrollments) {
      if (enrollment.template == template) {
        world.in(
            Duration.ofSeconds(source.nextInt(36_000)),
            () -> {
              if (wanted.getAsBoolean() && enrollment.live()) {
                enrollment.path.apply(
                    pause
                        ? new PathInput.Paused(world.now, owner, TimerMode.FREEZE)
                        : new PathInput.Resumed(world.now, owner, ResumeMode.CONTINUE));
              }
            });
      }
    }
  }
}
