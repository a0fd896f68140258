package dev.stitch.inbound;

import dev.stitch.campaign.MailDomain;
import dev.stitch.store.campaign.EnrollmentReplies;
import dev.stitch.store.campaign.GoalRepository;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailOutcome;
import dev.stitch.store.mail.MailOutcomeRepository;
import dev.stitch.store.mail.MailOutcomeRepository.Bounces;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.HoldReason;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.task.MailTaskRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * What an answer means for mail that is still to go out: enrollments end, and people who are away
 * are left alone. Takes part in the surrounding transaction.
 */
@Singleton
public class Answers {

  /** How long somebody is left alone who is away and does not say until when. */
  private static final Duration AWAY = Duration.ofDays(5);

  /** A date beyond this was misread. */
  private static final Duration LONGEST_AWAY = Duration.ofDays(180);

  /** How long colleagues of whoever has answered wait under {@code "sameCompany": "delay"}. */
  private static final Duration COLLEAGUES_WAIT = Duration.ofDays(7);

  /** Mails of a mailbox by which it is judged: its newest. */
  private static final int JUDGED = 50;

  /** Percent of those that may come back before the mailbox pauses itself. */
  private static final int BEARABLE = 5;

  /** Mails to an address that come back one after the other before it counts as dead. */
  private static final int SOFT_BOUNCES = 5;

  private final MailOutcomeRepository outcomes;
  private final EnrollmentReplies enrollments;
  private final GoalRepository goals;
  private final ContactHoldRepository holds;
  private final MailboxPauseRepository pauses;
  private final ConnectionRepository connections;
  private final ContactRepository contacts;
  private final SuppressionRepository suppressions;
  private final MailTaskRepository tasks;

  Answers(
      MailOutcomeRepository outcomes,
      EnrollmentReplies enrollments,
      GoalRepository goals,
      ContactHoldRepository holds,
      MailboxPauseRepository pauses,
      ConnectionRepository connections,
      ContactRepository contacts,
      SuppressionRepository suppressions,
      MailTaskRepository tasks) {
    this.outcomes = outcomes;
    this.enrollments = enrollments;
    this.goals = goals;
    this.holds = holds;
    this.pauses = pauses;
    this.connections = connections;
    this.contacts = contacts;
    this.suppressions = suppressions;
    this.tasks = tasks;
  }

  /** Ends enrollments as the template says whose mail was answered; of no template, none. */
  public void replied(EmailMessage original) {
    outcomes.add(original.messageId(), MailOutcome.REPLIED);
    UUID runId = original.runId();
    UUID contactId = original.contactId();
    if (runId == null || contactId == null) {
      return;
    }
    goals.happened(contactId, "reply");
    enrollments.replied(runId, contactId);
    MailDomain.ofCompany(original.to())
        .ifPresent(
            domain -> {
              enrollments.colleaguesStop(runId, contactId, domain);
              enrollments.colleaguesWait(runId, contactId, domain, COLLEAGUES_WAIT);
            });
  }

  /**
   * Has all mail to somebody who is away wait until the day after the one that they name.
   *
   * @param until the day that they name, or null
   */
  void away(EmailMessage original, @Nullable LocalDate until) {
    if (original.contactId() == null) {
      return;
    }
    ZoneId zone = contacts.find(original.contactId()).map(Answers::zone).orElse(ZoneOffset.UTC);
    Instant back =
        until == null ? Instant.now().plus(AWAY) : until.plusDays(1).atStartOfDay(zone).toInstant();
    Instant latest = Instant.now().plus(LONGEST_AWAY);
    Instant held = back.isBefore(latest) ? back : latest;
    holds.hold(original.contactId(), HoldReason.OUT_OF_OFFICE, held);
    if (until == null) {
      tasks.openAbsence(original.contactId(), held);
    } else {
      tasks.closeAbsence(original.contactId());
    }
  }

  /**
   * Suppresses an address of which one mail after the other comes back for now.
   *
   * @param status enhanced status code of the last, or null
   */
  void bouncedForNow(EmailMessage original, @Nullable String status) {
    outcomes.add(original.messageId(), MailOutcome.SOFT_BOUNCED);
    if (outcomes.allCameBack(original.to().toLowerCase(Locale.ROOT), SOFT_BOUNCES)) {
      String why = "its last %d mails came back".formatted(SOFT_BOUNCES);
      suppressions.add(
          original.to(), SuppressionReason.BOUNCED, status == null ? why : why + ": " + status);
    }
  }

  /** Pauses the mailbox when too much of what it has sent comes back: it would be blocked soon. */
  void bounced(EmailMessage original) {
    outcomes.add(original.messageId(), MailOutcome.BOUNCED);
    Bounces bounces = outcomes.bounces(original.mailbox(), JUDGED);
    if (bounces.mails() == JUDGED && bounces.bounced() * 100 >= BEARABLE * bounces.mails()) {
      String why =
          "%d of its last %d mails came back for good".formatted(bounces.bounced(), JUDGED);
      String mailbox = key(original.mailbox());
      if (pauses.pause(mailbox, why, "stitch")) {
        tasks.openPause(mailbox, original.mailbox(), why);
      }
    }
  }

  /** What limits and pauses call a mailbox: of a stored mail server, mail has the name. */
  private String key(String mailbox) {
    return connections
        .find(Toolkit.SMTP, mailbox)
        .map(connection -> connection.id().toString())
        .orElse(mailbox);
  }

  void complained(EmailMessage original) {
    outcomes.add(original.messageId(), MailOutcome.COMPLAINED);
  }

  /** Has the contact's enrollments reach their goal whose templates have this event as one. */
  void happened(EmailMessage original, String event) {
    if (original.contactId() != null) {
      goals.happened(original.contactId(), event);
    }
  }

  private static ZoneId zone(Contact contact) {
    try {
      return contact.timezone() == null ? ZoneOffset.UTC : ZoneId.of(contact.timezone());
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
