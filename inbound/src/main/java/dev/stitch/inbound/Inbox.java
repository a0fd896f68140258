package dev.stitch.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.inbound.consent.Unsubscribing;
import dev.stitch.launch.JourneyLauncher;
import dev.stitch.mail.mime.InboundMail;
import dev.stitch.mail.mime.MailNature;
import dev.stitch.mail.mime.MailReader;
import dev.stitch.mail.mime.UnsubscribeMail;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.InboundDelivery;
import dev.stitch.store.mail.InboundRepository;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes mail in: each Message-ID has one effect, however often and at once it is delivered. */
@Singleton
public class Inbox {

  /** The token in a reply address: {@code outreach+0f…@stitch.example}. */
  private static final Pattern TOKEN = Pattern.compile("[^@]*\\+([^@+]{1,64})@.*");

  private final Database database;
  private final MailRepository mails;
  private final InboundRepository inbound;
  private final SuppressionRepository suppressions;
  private final Answers answers;
  private final MailEvents events;
  private final RoutedMail routed;
  private final JourneyLauncher starter;
  private final Unsubscribing unsubscribing;

  Inbox(
      Database database,
      MailRepository mails,
      InboundRepository inbound,
      SuppressionRepository suppressions,
      Answers answers,
      MailEvents events,
      RoutedMail routed,
      JourneyLauncher starter,
      Unsubscribing unsubscribing) {
    this.database = database;
    this.mails = mails;
    this.inbound = inbound;
    this.suppressions = suppressions;
    this.answers = answers;
    this.events = events;
    this.routed = routed;
    this.starter = starter;
    this.unsubscribing = unsubscribing;
  }

  /**
   * Takes a mail in and tells its journey, or begins one.
   *
   * @param raw a mail as RFC 5322 has it
   * @return what became of it, also when it was taken in before; ignored as {@code unreadable} when
   *     it is no mail
   * @throws dev.stitch.launch.JourneyEndedOutsideException when its journey can be told nothing for
   *     a moment; the mail counts as not taken in
   */
  public InboundDelivery accept(byte[] raw) {
    return MailReader.read(raw, LocalDate.now(ZoneOffset.UTC))
        .map(this::accept)
        .orElseGet(() -> new InboundDelivery(null, null, "unreadable"));
  }

  /**
   * The journey is told before the commit, under an id made of the Message-ID, so that a crash in
   * between loses nothing and the next delivery of the mail tells it nothing new.
   */
  private InboundDelivery accept(InboundMail mail) {
    InboundDelivery delivery =
        database.transaction(
            () -> {
              if (!inbound.take(mail.messageId())) {
                return inbound.delivery(mail.messageId()).orElseThrow();
              }
              InboundDelivery effect = effect(mail);
              inbound.settle(mail.messageId(), effect);
              return effect;
            });
    if (delivery.entityId() != null) {
      starter.startOrLeave(delivery.entityId(), MailEvents.ACTOR);
    }
    return delivery;
  }

  private InboundDelivery effect(InboundMail mail) {
    // Whatever a mail program writes around it: the token proves whose wish it is.
    if (UnsubscribeMail.token(mail.subject()).flatMap(unsubscribing::byMail).isPresent()) {
      return new InboundDelivery(null, "unsubscribed", null);
    }
    Optional<EmailMessage> original = mails.answered(mail.answers(), tokens(mail));
    UUID entity = original.map(EmailMessage::entityId).orElse(null);
    return switch (mail.nature()) {
      case MailNature.Reply reply -> {
        original.ifPresent(answers::replied);
        InboundDelivery delivery =
            entity == null
                ? routed.lead(mail, original.map(EmailMessage::contactId).orElse(null))
                : events.reply(entity, mail);
        if (delivery.entityId() != null || original.isPresent()) {
          keep(mail, original, delivery.entityId());
        }
        yield delivery;
      }
      case MailNature.OutOfOffice away -> {
        original.ifPresent(sent -> answers.away(sent, away.until()));
        yield told(
            original,
            mail,
            "out_of_office",
            Jsonb.object().put("until", away.until() == null ? null : away.until().toString()));
      }
      case MailNature.Bounce bounce -> {
        if (bounce.forGood()) {
          original.ifPresent(answers::bounced);
          suppress(original, SuppressionReason.BOUNCED, bounce.status());
        } else {
          original.ifPresent(sent -> answers.bouncedForNow(sent, bounce.status()));
        }
        yield told(
            original,
            mail,
            "bounced",
            Jsonb.object()
                .put("recipient", bounce.recipient())
                .put("status", bounce.status())
                .put("messageId", original.map(EmailMessage::messageId).orElse(null)));
      }
      case MailNature.Complaint complaint -> {
        original.ifPresent(answers::complained);
        suppress(original, SuppressionReason.COMPLAINED, null);
        original.map(EmailMessage::contactId).ifPresent(inbound::unsubscribe);
        yield told(
            original,
            mail,
            "complained",
            Jsonb.object().put("messageId", original.map(EmailMessage::messageId).orElse(null)));
      }
      case MailNature.Notice notice -> new InboundDelivery(null, null, "notice");
    };
  }

  /** Only whom we have written to: a report is easily forged, the mail that it is about is not. */
  private void suppress(
      Optional<EmailMessage> original, SuppressionReason reason, @Nullable String detail) {
    original.ifPresent(mail -> suppressions.add(mail.to(), reason, detail));
  }

  /** Tells the journey that has sent the original; of a campaign's mail, the goals of campaigns. */
  private InboundDelivery told(
      Optional<EmailMessage> original, InboundMail mail, String name, ObjectNode data) {
    UUID entity = original.map(EmailMessage::entityId).orElse(null);
    if (entity != null) {
      return events.tell(entity, mail, name, data);
    }
    original.ifPresent(sent -> answers.happened(sent, name));
    return new InboundDelivery(null, name, "no_journey");
  }

  private static List<String> tokens(InboundMail mail) {
    return mail.recipients().stream()
        .map(TOKEN::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** Shows the reply in the mailbox. */
  private void keep(InboundMail mail, Optional<EmailMessage> original, @Nullable UUID entity) {
    mails.deliver(
        new EmailMessage(
            Ids.next(),
            mail.messageId(),
            MailDirection.INBOUND,
            original.map(EmailMessage::mailbox).orElse("inbound"),
            mail.from(),
            mail.recipients().isEmpty() ? "" : mail.recipients().getFirst(),
            null,
            mail.subject(),
            mail.text(),
            null,
            original.map(EmailMessage::messageId).orElse(null),
            null,
            entity,
            original.map(EmailMessage::runId).orElse(null),
            original.map(EmailMessage::nodeId).orElse(null),
            original.map(EmailMessage::contactId).orElse(null),
            null,
            Instant.now()));
  }
}
