package dev.stitch.api.mailbox;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.http.IdempotencyKey;
import dev.stitch.inbound.Answers;
import dev.stitch.store.Ids;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.run.RunRepository;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Answers mails of the built-in mailbox as their recipients would. */
@Singleton
class Replies {

  /** Longest text taken, in characters. */
  static final int MAX_TEXT = 100_000;

  private final MailRepository mails;
  private final RunRepository runs;
  private final Answers answers;
  private final ReplyDelivery delivery;

  Replies(MailRepository mails, RunRepository runs, Answers answers, ReplyDelivery delivery) {
    this.mails = mails;
    this.runs = runs;
    this.answers = answers;
    this.delivery = delivery;
  }

  /**
   * The mail of an id.
   *
   * @throws ApiProblem 404 when there is none
   */
  EmailMessage mail(UUID id) {
    return mails.find(id).orElseThrow(() -> ApiProblem.notFound("message", id));
  }

  /**
   * Keeps a reply and tells the journey of it, or ends the enrollment that the mail was of: both or
   * neither. The journey is told before the commit, under an id that a repeated request has again,
   * so that a crash in between loses nothing.
   *
   * @throws ApiProblem 409 when the mail cannot be answered here, or its journey has ended
   */
  Accepted<MailView> accept(UUID id, ReplyRequest request, HttpRequest<?> http) {
    String text = text(request);
    EmailMessage original = answerable(mail(id));
    EmailMessage reply = reply(original, text);
    mails.deliver(reply);
    answers.replied(original);
    if (reply.entityId() != null) {
      delivery.deliver(reply, eventId(original, reply, http));
    }
    return new Accepted<>(HttpStatus.ACCEPTED, MailView.of(reply), null, () -> {});
  }

  private static String text(ReplyRequest request) {
    if (request.text() == null || request.text().isBlank()) {
      throw ApiProblem.invalid("/text", "is required");
    }
    if (request.text().length() > MAX_TEXT) {
      throw ApiProblem.invalid("/text", "must be at most " + MAX_TEXT + " characters");
    }
    return request.text();
  }

  private EmailMessage answerable(EmailMessage mail) {
    if (mail.direction() == MailDirection.INBOUND) {
      throw ApiProblem.conflict("The message is a reply itself; answer the mail that it answers.");
    }
    if (!mail.mailbox().equals(EmailMessage.BUILT_IN)) {
      throw ApiProblem.conflict(
          "The message left through the mailbox '%s': only mail in the built-in mailbox can be answered here."
              .formatted(mail.mailbox()));
    }
    if (mail.entityId() == null && !isOfTemplate(mail)) {
      throw ApiProblem.conflict(
          "The message belongs to no journey and no template that a reply could reach.");
    }
    return mail;
  }

  private boolean isOfTemplate(EmailMessage mail) {
    return mail.runId() != null
        && runs.find(mail.runId()).filter(run -> run.origin().templateId() != null).isPresent();
  }

  private static EmailMessage reply(EmailMessage original, String text) {
    UUID id = Ids.next();
    String domain = original.to().substring(original.to().lastIndexOf('@') + 1);
    return new EmailMessage(
        id,
        "<" + id + "@" + domain + ">",
        MailDirection.INBOUND,
        original.mailbox(),
        original.to(),
        original.replyTo() == null ? original.from() : original.replyTo(),
        null,
        answered(original.subject()),
        text,
        null,
        original.messageId(),
        null,
        original.entityId(),
        original.runId(),
        original.nodeId(),
        original.contactId(),
        null,
        Instant.now());
  }

  private static String answered(String subject) {
    return subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject;
  }

  private static String eventId(EmailMessage original, EmailMessage reply, HttpRequest<?> http) {
    return IdempotencyKey.of(http)
        .map(key -> "reply/" + original.id() + "/" + key)
        .orElseGet(() -> "reply/" + reply.id());
  }
}
