package dev.stitch.api.authoring;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.api.temporal.WorkerAnswers;
import dev.stitch.authoring.AuthoringContract;
import dev.stitch.launch.Launch;
import dev.stitch.launch.request.Texts;
import dev.stitch.mail.mime.Addresses;
import dev.stitch.model.RunFamily;
import dev.stitch.port.MailActivities.TestMail;
import dev.stitch.port.MailActivities.TestResult;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.ContactRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Has a worker send saved mail to whoever tries it out. */
@Singleton
class MailTests {

  private static final int MAX_MAILBOX = 200;

  private final MailTemplates templates;
  private final ContactRepository contacts;
  private final WorkerAnswers workers;

  MailTests(MailTemplates templates, ContactRepository contacts, WorkerAnswers workers) {
    this.templates = templates;
    this.contacts = contacts;
    this.workers = workers;
  }

  /**
   * Sends one test.
   *
   * @param key by which a test that is asked for again is the same one, null for a new one
   * @throws ApiProblem 422 with what is wrong with the request, 503 when no worker answers in time
   */
  MailTestResult send(UUID id, MailTestRequest request, @Nullable String key) {
    MailTemplateView template = templates.get(id);
    List<Fault> faults = new ArrayList<>();
    String to = address(request.to(), faults);
    String mailbox = mailbox(request, faults);
    if (request.contactId() != null && contacts.find(request.contactId()).isEmpty()) {
      faults.add(new Fault("/contactId", "there is no contact " + request.contactId()));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    TestMail test =
        new TestMail(
            key == null ? Ids.next() : testId(key, id, to, request.contactId(), mailbox),
            id,
            template.version(),
            request.contactId(),
            to,
            mailbox);
    TestResult result =
        workers.ask(
            new Launch(RunFamily.MAIL_TEST, AuthoringContract.testOptions(test.testId()), test),
            AuthoringContract.PATIENCE,
            TestResult.class,
            "No worker has sent the test in time. Look whether it has come before you repeat it.");
    return MailTestResult.of(result);
  }

  /** The same key for somebody else is another test. */
  private static UUID testId(String key, @Nullable Object... asked) {
    return UUID.nameUUIDFromBytes((key + Arrays.toString(asked)).getBytes(StandardCharsets.UTF_8));
  }

  private static String address(@Nullable String to, List<Fault> faults) {
    try {
      return Addresses.one(to == null ? "" : to).getAddress();
    } catch (AddressException e) {
      faults.add(new Fault("/to", "must be one mail address: " + e.getMessage()));
      return "";
    }
  }

  private static @Nullable String mailbox(MailTestRequest request, List<Fault> faults) {
    String mailbox = Texts.trimmed(request.mailbox());
    String connection = Texts.trimmed(request.connection());
    if (mailbox != null && connection != null) {
      faults.add(new Fault("/connection", "is another name of mailbox: set one of them"));
    }
    String name = mailbox == null ? connection : mailbox;
    if (name != null && name.length() > MAX_MAILBOX) {
      faults.add(
          new Fault(
              mailbox == null ? "/connection" : "/mailbox",
              "must be at most " + MAX_MAILBOX + " characters"));
    }
    return name;
  }
}
