package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What answers to the mail of templates do. */
@Tag("server")
class CampaignMailTest extends MailApiTest {

  private static final String ANSWER =
      """
      From: <somebody@elsewhere.example>
      To: outreach@stitch.example
      Subject: %s
      Message-ID: <%s>
      In-Reply-To: <%s>
      %s
      %s
      """;

  private static final String BOUNCE =
      """
      From: <mailer-daemon@elsewhere.example>
      To: outreach@stitch.example
      Subject: Undelivered Mail Returned to Sender
      Message-ID: <%s>
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary="part"

      --part
      Content-Type: text/plain

      It came back.

      --part
      Content-Type: message/delivery-status

      Reporting-MTA: dns; elsewhere.example

      Final-Recipient: rfc822; %s
      Action: failed
      Status: 5.1.1

      --part
      Content-Type: text/rfc822-headers

      Message-ID: <%s>

      --part--
      """;

  private static final String SOFT_BOUNCE = BOUNCE.replace("5.1.1", "4.2.2");

  private static final String COMPLAINT =
      """
      From: <feedback@elsewhere.example>
      To: outreach@stitch.example
      Subject: Abuse report
      Message-ID: <%s>
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=feedback-report; boundary="part"

      --part
      Content-Type: text/plain

      Somebody complains.

      --part
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      User-Agent: Elsewhere/1.0
      Version: 1

      --part
      Content-Type: text/rfc822-headers

      Message-ID: <%s>

      --part--
      """;

  /** Somebody who is enrolled, and has been written to. */
  private record Enrolled(UUID contact, UUID enrollment, UUID run, String messageId) {}

  @Test
  void aReplyEndsTheEnrollmentAtOnceAndItsRunIsUnwanted() {
    UUID template = template("{}");
    Enrolled pat = enrolled(template, "pat@reply.example");
    Enrolled other = enrolled(template("{}"), pat.contact(), "pat@reply.example");

    reply(pat);

    assertThat(enrollment(pat)).isEqualTo("replied reply");
    assertThat(enrollment(other)).as("another template").isEqualTo("active null");
    assertThat(unwanted(pat)).isTrue();
    assertThat(unwanted(other)).isFalse();
    assertThat(outcome(pat)).isEqualTo("replied");
  }

  @Test
  void aReplyInTheBuiltInMailboxEndsTheEnrollmentToo() {
    Enrolled pat = enrolled(template("{}"), "pat@built-in.example", "built-in");
    UUID mail =
        database
            .first(
                "SELECT id FROM email_messages WHERE run_id = ?", row -> row.uuid("id"), pat.run())
            .orElseThrow();

    Answer answer = post("/api/mailbox/messages/" + mail + "/reply", json("{'text':'Yes'}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(enrollment(pat)).isEqualTo("replied reply");
  }

  @Test
  void aTemplateMayStopAllOfAPersonsEnrollmentsOrNone() {
    Enrolled first = enrolled(template("{\"stopOnReply\": \"all\"}"), "all@reply.example");
    Enrolled second = enrolled(template("{}"), first.contact(), "all@reply.example");
    Enrolled kept = enrolled(template("{\"stopOnReply\": false}"), "none@reply.example");

    reply(first);
    reply(kept);

    assertThat(enrollment(first)).isEqualTo("replied reply");
    assertThat(enrollment(second)).isEqualTo("replied reply");
    assertThat(enrollment(kept)).isEqualTo("active null");
  }

  @Test
  void colleaguesStopOrWaitAndPeopleOfAFreeMailDomainAreNone() {
    UUID stops = template("{\"sameCompany\": \"stop\"}");
    Enrolled writes = enrolled(stops, "ann@acme-stop.example");
    Enrolled colleague = enrolled(stops, "bob@acme-stop.example");
    Enrolled stranger = enrolled(stops, "cy@other.example");
    Enrolled free = enrolled(stops, "dee@gmail.com");
    Enrolled alsoFree = enrolled(stops, "eve@gmail.com");
    UUID delays = template("{\"sameCompany\": \"delay\"}");
    Enrolled answers = enrolled(delays, "ann@acme-delay.example");
    Enrolled waits = enrolled(delays, "bob@acme-delay.example");

    reply(writes);
    reply(free);
    reply(answers);

    assertThat(enrollment(colleague)).isEqualTo("removed same_company");
    assertThat(enrollment(stranger)).isEqualTo("active null");
    assertThat(enrollment(alsoFree)).isEqualTo("active null");
    assertThat(enrollment(waits)).isEqualTo("active null");
    assertThat(held(waits)).isEqualTo("same_company");
    assertThat(held(answers)).isNull();
  }

  @Test
  void whoIsAwayIsLeftAloneAndStaysEnrolled() {
    Enrolled away = enrolled(template("{}"), "away@reply.example");

    answer(away, "Automatic reply: Hello", "Auto-Submitted: auto-replied\n", "I am away.");

    assertThat(enrollment(away)).isEqualTo("active null");
    assertThat(held(away)).isEqualTo("out_of_office");
    assertThat(heldUntil(away)).isBetween(in(Duration.ofDays(4)), in(Duration.ofDays(6)));
  }

  @Test
  void aMailboxOfWhichTooMuchComesBackPausesItself() {
    UUID template = template("{}");
    String mailbox = "Sales " + UUID.randomUUID();
    String key = storedMailServer(mailbox);
    Enrolled last = null;
    for (int i = 0; i < 49; i++) {
      last = enrolled(template, "bounce" + i + "@bounces.example", mailbox);
      if (i >= 45) {
        bounce(last, "bounce" + i + "@bounces.example");
      }
    }
    assertThat(get("/api/mailbox-pauses").text()).as("4 of 49").doesNotContain(key);

    bounce(enrolled(template, "one-more@bounces.example", mailbox), "one-more@bounces.example");

    assertThat(get("/api/mailbox-pauses").text()).contains(key, "came back for good");
    assertThat(outcome(last)).isEqualTo("bounced");
    String task = task("mailbox", key);
    assertThat(get("/api/tasks/" + task).at("/title").textValue())
        .isEqualTo("Mailbox " + mailbox + " has paused itself");
    assertThat(delete("/api/mailbox-pauses/" + key).status()).isEqualTo(204);
    assertThat(get("/api/tasks/" + task).at("/state").textValue()).isEqualTo("cancelled");
    assertThat(delete("/api/mailbox-pauses/" + key).status()).isEqualTo(404);
  }

  @Test
  void anAddressOfWhichFiveMailsInARowComeBackForNowIsSuppressed() {
    UUID template = template("{}");
    String address = "full@soft.example";
    Enrolled first = enrolled(template, address);
    softBounce(first, address);
    softBounce(first, address);
    for (int i = 0; i < 3; i++) {
      softBounce(again(first, address), address);
    }
    assertThat(suppressed(address)).as("4 of 5, whatever is told twice").isNull();

    softBounce(again(first, address), address);

    assertThat(suppressed(address)).startsWith("bounced its last 5 mails came back");
  }

  @Test
  void aMailThatArrivedOrWasAnsweredBreaksTheRow() {
    UUID template = template("{\"stopOnReply\": false}");
    String arrives = "arrives@soft.example";
    Enrolled one = enrolled(template, arrives);
    String answers = "answers@soft.example";
    Enrolled other = enrolled(template, answers);
    for (int i = 0; i < 4; i++) {
      softBounce(again(one, arrives), arrives);
      softBounce(again(other, answers), answers);
    }
    again(one, arrives);
    reply(other);

    softBounce(again(one, arrives), arrives);
    softBounce(again(other, answers), answers);

    assertThat(suppressed(arrives)).isNull();
    assertThat(suppressed(answers)).isNull();
  }

  @Test
  void whatBecomesOfACampaignsMailMayBeTheGoalOfOne() {
    Enrolled bounces = enrolledFor("bounced", "bounces@goal.example");
    Enrolled away = enrolledFor("out_of_office", "away@goal.example");
    Enrolled complains = enrolledFor("complained", "complains@goal.example");
    Enrolled untouched = enrolledFor("bounced", "untouched@goal.example");

    bounce(bounces, "bounces@goal.example");
    answer(away, "Automatic reply: Hello", "Auto-Submitted: auto-replied\n", "I am away.");
    assertThat(deliver(COMPLAINT.formatted(Ids.next() + "@in", complains.messageId())).status())
        .isEqualTo(202);

    assertThat(goal(bounces)).isEqualTo("bounced");
    assertThat(goal(away)).isEqualTo("out_of_office");
    assertThat(goal(complains)).isEqualTo("complained");
    assertThat(goal(untouched)).isNull();
  }

  @Test
  void anAbsenceWithoutADateIsAQuestionThatIsAskedOnceAndReleasesWhoIsBack() {
    Enrolled away = enrolled(template("{}"), "vague@reply.example");
    answer(away, "Automatic reply: Hello", "Auto-Submitted: auto-replied\n", "I am away.");
    answer(away, "Automatic reply: Hello", "Auto-Submitted: auto-replied\n", "I am away.");

    String task = task("contact_id", away.contact());
    Answer asked = get("/api/tasks/" + task);
    assertThat(asked.at("/kind").textValue()).isEqualTo("absence");
    assertThat(asked.at("/title").textValue()).startsWith("When is ").endsWith(" back?");
    assertThat(asked.at("/description").textValue()).contains("Mail to them waits until");
    assertThat(asked.at("/contactId").textValue()).isEqualTo(away.contact().toString());
    assertThat(respond(task, "perhaps").status()).isEqualTo(422);

    Answer answered = respond(task, "send again");

    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    assertThat(answered.at("/state").textValue()).isEqualTo("answered");
    assertThat(held(away)).isNull();
    assertThat(respond(task, "send again").status()).as("the same answer again").isEqualTo(200);
    assertThat(respond(task, "keep waiting").status()).isEqualTo(409);
  }

  @Test
  void anAbsenceThatNamesItsEndClosesTheQuestion() {
    Enrolled away = enrolled(template("{}"), "precise@reply.example");
    answer(away, "Automatic reply: Hello", "Auto-Submitted: auto-replied\n", "I am away.");
    String task = task("contact_id", away.contact());
    String day = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();

    answer(
        away,
        "Automatic reply: Hello",
        "Auto-Submitted: auto-replied\n",
        "I am out of office until " + day + ".");

    assertThat(get("/api/tasks/" + task).at("/state").textValue()).isEqualTo("cancelled");
    assertThat(heldUntil(away)).isAfter(in(Duration.ofDays(8)));
  }

  @Test
  void resultsCountByStepAndVariant() {
    UUID template = template("{}");
    Enrolled pat = enrolled(template, "pat@results.example");
    enrolled(template, "quinn@results.example");
    reply(pat);

    Answer results = get("/api/workflows/templates/" + template + "/results");

    assertThat(results.status()).as(results.text()).isEqualTo(200);
    assertThat(results.at("/steps/0/stepIndex").intValue()).isZero();
    assertThat(results.at("/steps/0/counts/sent").intValue()).isEqualTo(2);
    assertThat(results.at("/steps/0/counts/delivered").intValue()).isEqualTo(2);
    assertThat(results.at("/steps/0/counts/replied").intValue()).isEqualTo(1);
    assertThat(results.at("/steps/0/counts/replyRate/value").doubleValue()).isEqualTo(0.5);
    assertThat(results.at("/steps/0/variants/0/name").textValue()).isEqualTo("short");
    assertThat(results.at("/steps/0/winner").isNull()).isTrue();
    assertThat(get("/api/workflows/templates/" + UUID.randomUUID() + "/results").status())
        .isEqualTo(404);
  }

  // ---- what is there ----

  private UUID template(String config) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO workflow_templates (id, name, template_type, status, config)"
            + " VALUES (?, 'Spring', 'outreach', 'active', ?::jsonb)",
        id,
        config);
    return id;
  }

  /** A mail server whose mail has its name; its limits and pauses go by the id, which is this. */
  private String storedMailServer(String name) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO platform_accounts (id, toolkit, name, config) VALUES (?, 'smtp', ?, '{}')",
        id,
        name);
    return id.toString();
  }

  /** Somebody who is enrolled in a template whose goal is this event. */
  private Enrolled enrolledFor(String event, String address) {
    UUID template = template("{}");
    database.update(
        "UPDATE workflow_templates SET goal_event = ?, goal_seconds = 1209600 WHERE id = ?",
        event,
        template);
    Enrolled enrolled = enrolled(template, address);
    database.update(
        "UPDATE workflow_enrollments SET began_at = now() WHERE id = ?", enrolled.enrollment());
    return enrolled;
  }

  private Enrolled enrolled(UUID template, String address) {
    return enrolled(template, address, "smtp");
  }

  private Enrolled enrolled(UUID template, String address, String mailbox) {
    String contact =
        post("/api/contacts", json("{'email':'%s'}".formatted(address))).at("/id").textValue();
    return enrolled(template, UUID.fromString(contact), address, mailbox);
  }

  private Enrolled enrolled(UUID template, UUID contact, String address) {
    return enrolled(template, contact, address, "smtp");
  }

  private Enrolled enrolled(UUID template, UUID contact, String address, String mailbox) {
    Enrolled enrolled = new Enrolled(contact, Ids.next(), Ids.next(), Ids.next() + "@test");
    database.update(
        "INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, template_id)"
            + " VALUES (?, 'sequence', 'running', 'Spring', 'template', ?)",
        enrolled.run(),
        template);
    database.update(
        "INSERT INTO workflow_enrollments (id, template_id, contact_id, workflow_run_id, status)"
            + " VALUES (?, ?, ?, ?, 'active')",
        enrolled.enrollment(),
        template,
        contact,
        enrolled.run());
    String key = enrolled.run() + "/step-0";
    database.update(
        "INSERT INTO effects (key, kind, state, payload_hash) VALUES (?, 'email.send', 'sent', ?)",
        key,
        "0".repeat(64));
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, run_id,
                                    node_id, contact_id, effect_key, variant)
        VALUES (?, ?, 'outbound', ?, 'outreach@stitch.example', ?, ?, 'step-0', ?, ?, 'short')
        """,
        Ids.next(),
        "<" + enrolled.messageId() + ">",
        mailbox,
        address,
        enrolled.run(),
        contact,
        key);
    return enrolled;
  }

  /** The same person, written to once more. */
  private Enrolled again(Enrolled who, String address) {
    Enrolled again = new Enrolled(who.contact(), who.enrollment(), who.run(), Ids.next() + "@test");
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, run_id,
                                    node_id, contact_id)
        VALUES (?, ?, 'outbound', 'smtp', 'outreach@stitch.example', ?, ?, 'step-1', ?)
        """,
        Ids.next(),
        "<" + again.messageId() + ">",
        address,
        who.run(),
        who.contact());
    return again;
  }

  // ---- what comes ----

  private void reply(Enrolled to) {
    answer(to, "Re: Hello", "", "Yes, Thursday works.");
  }

  private void answer(Enrolled to, String subject, String headers, String text) {
    String mail = ANSWER.formatted(subject, Ids.next() + "@in", to.messageId(), headers, text);
    Answer answer = deliver(mail);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private void bounce(Enrolled to, String address) {
    Answer answer = deliver(BOUNCE.formatted(Ids.next() + "@in", address, to.messageId()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.at("/kind").textValue()).isEqualTo("bounced");
  }

  private void softBounce(Enrolled to, String address) {
    Answer answer = deliver(SOFT_BOUNCE.formatted(Ids.next() + "@in", address, to.messageId()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.at("/kind").textValue()).isEqualTo("bounced");
  }

  private Answer respond(String task, String choice) {
    return post("/api/tasks/" + task + "/answer", json("{'choice':'%s'}".formatted(choice)));
  }

  // ---- what became of it ----

  private String suppressed(String address) {
    return database
        .first(
            "SELECT reason, detail FROM suppressions WHERE address = ?",
            row -> row.text("reason") + " " + row.textOrNull("detail"),
            address)
        .orElse(null);
  }

  /** The one open task about a contact or mailbox. */
  private String task(String column, Object about) {
    List<String> open =
        database.list(
            "SELECT id FROM human_tasks WHERE state = 'open' AND " + column + " = ?",
            row -> row.uuid("id").toString(),
            about);
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  private String enrollment(Enrolled who) {
    return database
        .first(
            "SELECT status, ended_why FROM workflow_enrollments WHERE id = ?",
            row -> row.text("status") + " " + row.textOrNull("ended_why"),
            who.enrollment())
        .orElseThrow();
  }

  private boolean unwanted(Enrolled who) {
    return database.exists(
        "SELECT 1 FROM workflow_runs WHERE id = ? AND unwanted_since IS NOT NULL", who.run());
  }

  private String goal(Enrolled who) {
    return database
        .first(
            "SELECT event FROM enrollment_goals WHERE enrollment_id = ?",
            row -> row.text("event"),
            who.enrollment())
        .orElse(null);
  }

  private String outcome(Enrolled who) {
    return database
        .first(
            "SELECT outcome FROM mail_outcomes WHERE message_id = ?",
            row -> row.text("outcome"),
            "<" + who.messageId() + ">")
        .orElse(null);
  }

  private String held(Enrolled who) {
    return database
        .first(
            "SELECT reason FROM contact_holds WHERE contact_id = ?",
            row -> row.text("reason"),
            who.contact())
        .orElse(null);
  }

  private Instant heldUntil(Enrolled who) {
    return database
        .first(
            "SELECT until FROM contact_holds WHERE contact_id = ?",
            row -> row.instant("until"),
            who.contact())
        .orElseThrow();
  }

  private static Instant in(Duration later) {
    return Instant.now().plus(later);
  }
}
